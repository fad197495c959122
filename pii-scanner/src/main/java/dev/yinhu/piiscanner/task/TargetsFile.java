package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TablePattern;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the file of databases that may be scanned (docs/scanner.md). Never throws for what it says:
 * everything wrong comes back in one list, with its line. No message repeats a URL.
 */
public final class TargetsFile {
  /** Most databases, and most patterns of tables of one. */
  public static final int MOST = 1_000;

  private static final int LONGEST = 1024 * 1024;
  private static final int FASTEST = 10_000_000;
  private static final YamlDocument DOCUMENT =
      new YamlDocument(LONGEST, "a file of databases is a mapping with 'version' and 'targets'");

  private final YamlFaults faults;
  private final Path base;
  private final Set<String> names = new HashSet<>();

  private TargetsFile(String file, Path base) {
    this.faults = new YamlFaults(file);
    this.base = base;
  }

  /**
   * What a file says.
   *
   * @param targets empty when there are problems
   */
  public record Reading(List<ScanTarget> targets, List<YamlProblem> problems) {
    /** Copies the lists. */
    public Reading {
      targets = List.copyOf(targets);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a file; relative paths start from its directory.
   *
   * @throws UncheckedIOException when there is no text in UTF-8
   */
  public static Reading read(Path file) {
    try {
      Path absolute = file.toAbsolutePath();
      Path directory = absolute.getParent();
      return read(
          String.valueOf(file.getFileName()),
          directory == null ? absolute : directory,
          Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the file of scan.targets_file cannot be read", e);
    }
  }

  /**
   * Reads.
   *
   * @param file its name, for messages
   * @param base what relative paths start from
   */
  public static Reading read(String file, Path base, String text) {
    TargetsFile reader = new TargetsFile(file, base);
    List<ScanTarget> targets =
        DOCUMENT.root(text, reader.faults).map(reader::targets).orElse(List.of());
    List<YamlProblem> problems = reader.faults.sorted();
    return new Reading(problems.isEmpty() ? targets : List.of(), problems);
  }

  private List<ScanTarget> targets(YamlNode root) {
    if (!root.required("version").equals(Optional.of("1"))) {
      faults.add(root.at("version"), "this build reads version 1 of the format");
    }
    List<ScanTarget> targets = new ArrayList<>();
    for (YamlNode node : root.mappings("targets", MOST)) {
      target(node).ifPresent(targets::add);
      node.refuseOthers();
    }
    root.refuseOthers();
    return targets;
  }

  private Optional<ScanTarget> target(YamlNode node) {
    Optional<String> name = node.required("name");
    Optional<String> url = node.required("url");
    Optional<String> user = node.text("user");
    Password password =
        node.text("password-file")
            .<Password>map(file -> new Password.InFile(base.resolve(file).normalize()))
            .orElseGet(Password.None::new);
    TableSelection tables =
        new TableSelection(patterns(node, "tables"), patterns(node, "except"), node.flag("views"));
    int rows = node.count("rows-per-second", 0, FASTEST);
    if (name.isEmpty() || url.isEmpty()) {
      return Optional.empty();
    }
    if (!names.add(name.get())) {
      faults.add(node.at("name"), "another database has this name: give it one of its own");
    }
    try {
      return Optional.of(
          new ScanTarget(
              name.get(),
              new DatabaseTarget(url.get(), user, password, tables),
              rows == 0 ? OptionalInt.empty() : OptionalInt.of(rows)));
    } catch (IllegalArgumentException e) {
      faults.add(node.node(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<TablePattern> patterns(YamlNode node, String key) {
    List<TablePattern> patterns = new ArrayList<>();
    for (ScalarNode text : node.texts(key, MOST)) {
      try {
        patterns.add(TablePattern.parse(text.getValue()));
      } catch (IllegalArgumentException e) {
        faults.add(text, String.valueOf(e.getMessage()));
      }
    }
    return patterns;
  }
}

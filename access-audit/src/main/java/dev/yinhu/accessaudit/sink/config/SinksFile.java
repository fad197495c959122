package dev.yinhu.accessaudit.sink.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the file of sinks: {@code sinks:}, below it a mapping for each sink under its name
 * (docs/audit.md, "Streaming out"). Strict: a key that does not exist, stands twice, or whose value
 * is not of its kind is a problem, and all problems are told together with file and line.
 */
public final class SinksFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SINKS = 32;

  private final String file;
  private final Path base;
  private final List<String> problems = new ArrayList<>();

  private SinksFile(Path file) {
    this.file = String.valueOf(file.getFileName());
    Path parent = file.toAbsolutePath().getParent();
    this.base = parent == null ? Path.of("") : parent;
  }

  /**
   * The sinks of the file, in its order. Relative paths in it start from its directory.
   *
   * @throws SinksFileException when there is any problem
   */
  public static List<SinkConfig> read(Path file) {
    return parse(file, text(file));
  }

  /** As {@link #read}, of a text that stands for the file. */
  static List<SinkConfig> parse(Path file, String yaml) {
    SinksFile reading = new SinksFile(file);
    List<SinkConfig> sinks = reading.sinks(yaml);
    if (!reading.problems.isEmpty()) {
      throw new SinksFileException(reading.problems);
    }
    return sinks;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new SinksFileException(List.of(file.getFileName() + ": larger than 1 MiB"));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SinksFileException(
          List.of(file.getFileName() + ": cannot be read as UTF-8; check path and permissions"));
    }
  }

  private List<SinkConfig> sinks(String yaml) {
    try {
      Node root =
          new Compose(LoadSettings.builder().setLabel(file).build())
              .composeString(yaml)
              .orElse(null);
      if (root instanceof MappingNode top
          && top.getValue().size() == 1
          && top.getValue().getFirst().getKeyNode() instanceof ScalarNode key
          && key.getValue().equals("sinks")
          && top.getValue().getFirst().getValueNode() instanceof MappingNode named) {
        return named(named);
      }
      problems.add(file + ":1: expected sinks: alone at the top, and below it names of sinks");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(file + ":" + line + ": is not YAML; check indentation and quotes here");
    } catch (YamlEngineException e) {
      problems.add(file + ": is not YAML that can be read; keep it to one document of plain keys");
    }
    return List.of();
  }

  private List<SinkConfig> named(MappingNode named) {
    List<SinkConfig> sinks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (var tuple : named.getValue()) {
      SinkSection section = new SinkSection(file, base, problems, tuple);
      if (section.name().isEmpty()) {
        continue;
      }
      if (!names.add(section.name())) {
        section.problem("stands twice; keep one");
      }
      new SinkReader(section).read().ifPresent(sinks::add);
    }
    if (sinks.size() > MOST_SINKS) {
      problems.add(file + ": more than " + MOST_SINKS + " sinks");
    }
    return sinks;
  }
}

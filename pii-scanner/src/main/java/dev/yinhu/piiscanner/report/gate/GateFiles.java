package dev.yinhu.piiscanner.report.gate;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.report.ItemKey;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Reads and writes baselines, reads suppressions. Never throws for what a file says: everything
 * wrong comes back in one list, with its line; a key that is not known is one. At most {@value
 * #MOST} entries a file.
 */
public final class GateFiles {
  /** Most entries of a file. */
  public static final int MOST = 100_000;

  private static final YamlDocument DOCUMENT =
      new YamlDocument(
          64 * 1024 * 1024, "a baseline or suppression file is a mapping with 'version'");

  private final YamlFaults faults;

  private GateFiles(String file) {
    this.faults = new YamlFaults(file);
  }

  /** Reads a baseline. */
  public static GateReading<Baseline> baseline(String file, String text) {
    GateFiles reader = new GateFiles(file);
    Optional<Baseline> value =
        DOCUMENT.root(text, reader.faults).map(root -> reader.baseline(root));
    return reader.reading(value);
  }

  /** Reads suppressions. */
  public static GateReading<List<Suppression>> suppressions(String file, String text) {
    GateFiles reader = new GateFiles(file);
    Optional<List<Suppression>> value =
        DOCUMENT.root(text, reader.faults).map(root -> reader.suppressions(root));
    return reader.reading(value);
  }

  /**
   * The text of a baseline that knows these items, in a stable order, so that changes can be read.
   */
  public static String baselineText(Collection<ReportItem> items) {
    StringBuilder yaml =
        new StringBuilder("# yinhu scan baseline: what is known\nversion: 1\nknown:\n");
    items.stream()
        .map(ReportItem::key)
        .distinct()
        .map(key ->
            "  - {place: %s, type: %s, fingerprint: %s}\n"
                .formatted(quoted(key.place()), key.type(), quoted(key.fingerprint())))
        .sorted()
        .forEach(yaml::append);
    return yaml.toString();
  }

  /** A YAML double-quoted scalar; other than printable ASCII and letters is escaped. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if ((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
            quoted.appendCodePoint(c);
          } else {
            quoted.append("\\U%08x".formatted(c));
          }
        });
    return quoted.append('"').toString();
  }

  private <T> GateReading<T> reading(Optional<T> value) {
    boolean sound = faults.sorted().isEmpty();
    return new GateReading<>(sound ? value : Optional.empty(), faults.sorted());
  }

  private Baseline baseline(YamlNode root) {
    version(root);
    Set<ItemKey> known = new HashSet<>();
    for (YamlNode node : root.mappings("known", MOST)) {
      key(node).ifPresent(known::add);
      node.refuseOthers();
    }
    root.refuseOthers();
    return new Baseline(known);
  }

  private List<Suppression> suppressions(YamlNode root) {
    version(root);
    List<Suppression> suppressions = new ArrayList<>();
    for (YamlNode node : root.mappings("suppressions", MOST)) {
      suppression(node).ifPresent(suppressions::add);
      node.refuseOthers();
    }
    root.refuseOthers();
    return suppressions;
  }

  private Optional<Suppression> suppression(YamlNode node) {
    Optional<ItemKey> key = key(node);
    Optional<String> owner = said(node, "owner");
    Optional<String> reason = said(node, "reason");
    Optional<LocalDate> expires = node.required("expires").flatMap(text -> date(node, text));
    int line = node.node().getStartMark().map(Mark::getLine).orElse(0) + 1;
    return key.isEmpty() || owner.isEmpty() || reason.isEmpty() || expires.isEmpty()
        ? Optional.empty()
        : Optional.of(new Suppression(key.get(), owner.get(), reason.get(), expires.get(), line));
  }

  private Optional<String> said(YamlNode node, String key) {
    Optional<String> text = node.required(key);
    if (text.isPresent() && text.get().isBlank()) {
      faults.add(node.at(key), "'" + key + "' says something");
      return Optional.empty();
    }
    return text;
  }

  private Optional<LocalDate> date(YamlNode node, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      faults.add(node.at("expires"), "'expires' is a day, such as 2026-12-31");
      return Optional.empty();
    }
  }

  private Optional<ItemKey> key(YamlNode node) {
    Optional<String> fingerprint = node.required("fingerprint");
    Optional<String> type = node.required("type");
    Optional<String> place = said(node, "place");
    if (fingerprint.isPresent() && !ReportItem.isFingerprint(fingerprint.get())) {
      faults.add(node.at("fingerprint"), "'fingerprint' is one that a report tells");
      return Optional.empty();
    }
    if (fingerprint.isEmpty() || type.isEmpty() || place.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ItemKey(fingerprint.get(), new PiiType(type.get()), place.get()));
    } catch (IllegalArgumentException e) {
      faults.add(node.at("type"), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void version(YamlNode root) {
    if (!root.required("version").equals(Optional.of("1"))) {
      faults.add(root.at("version"), "this build reads version 1 of the format");
    }
  }
}

package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.register.Label;
import dev.yinhu.register.SourceStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What the readers of our data files have in common: one file, its faults, and its usual parts. */
final class FactsFile {
  static final int MOST_ROWS = 1_000;
  static final int MOST_NAMES = 1_000;

  private static final YamlDocument DOCUMENT =
      new YamlDocument(1024 * 1024, "a data file is a mapping");

  private final YamlFaults faults;

  private FactsFile(String file) {
    this.faults = new YamlFaults(file);
  }

  /** Reads a file; what the function cannot make sense of it tells. */
  static <T> FactsReading<T> read(String file, String text, Reader<T> reader) {
    FactsFile facts = new FactsFile(file);
    Optional<T> value =
        DOCUMENT.root(text, facts.faults).flatMap(root -> facts.value(root, reader));
    boolean sound = facts.faults.sorted().isEmpty();
    return new FactsReading<>(sound ? value : Optional.empty(), facts.faults.sorted());
  }

  private <T> Optional<T> value(YamlNode root, Reader<T> reader) {
    if (!root.required("version").equals(Optional.of("1"))) {
      faults.add(root.at("version"), "this build reads version 1 of the format");
    }
    Optional<T> value = Optional.empty();
    try {
      value = Optional.of(reader.read(root, this));
    } catch (IllegalArgumentException e) {
      faults.add(root.node(), String.valueOf(e.getMessage()));
    }
    root.refuseOthers();
    return value;
  }

  /** Makes something of the root. */
  interface Reader<T> {
    /** May throw {@link IllegalArgumentException}, which is told. */
    T read(YamlNode root, FactsFile file);
  }

  YamlFaults faults() {
    return faults;
  }

  /** {@code label: {zh: …, en: …}}. */
  Label label(YamlNode node) {
    Optional<YamlNode> label = node.mapping("label");
    if (label.isEmpty()) {
      faults.add(node.node(), "'label' is missing: write {zh: …, en: …}");
      return Label.same("");
    }
    Label read =
        new Label(label.get().required("zh").orElse(""), label.get().required("en").orElse(""));
    label.get().refuseOthers();
    return read;
  }

  /** {@code source} and {@code status}; both must be there. */
  Sourced sourced(YamlNode node) {
    String source = node.required("source").filter(s -> !s.isBlank()).orElse("?");
    Optional<String> written = node.required("status");
    Optional<SourceStatus> status =
        Arrays.stream(SourceStatus.values())
            .filter(s -> written.equals(Optional.of(s.wire())))
            .findFirst();
    if (written.isPresent() && status.isEmpty()) {
      faults.add(node.at("status"), "'status' is verified, secondary or unverified");
    }
    return new Sourced(source, status.orElse(SourceStatus.UNVERIFIED));
  }

  List<PiiType> types(YamlNode node) {
    return names(node, "types", PiiType::new);
  }

  /** Names that a constructor accepts. */
  <T> List<T> names(YamlNode node, String key, Function<String, T> constructor) {
    List<T> names = new ArrayList<>();
    for (ScalarNode text : node.texts(key, MOST_NAMES)) {
      try {
        names.add(constructor.apply(text.getValue()));
      } catch (IllegalArgumentException e) {
        faults.add(text, String.valueOf(e.getMessage()));
      }
    }
    return names;
  }
}

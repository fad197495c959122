package dev.yinhu.piiscanner.yaml;

import dev.yinhu.register.reading.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a file of ours, read key by key. A value of the wrong type is told and then absent;
 * the keys that were asked for are remembered, so that {@link #refuseOthers} tells the rest. Not
 * for use by several threads.
 */
public final class YamlNode {
  private final Node node;
  private final YamlFaults faults;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  YamlNode(MappingNode node, YamlFaults faults) {
    this.node = node;
    this.faults = faults;
    for (NodeTuple entry : node.getValue()) {
      collect(entry);
    }
  }

  /** Where it stands. */
  public Node node() {
    return node;
  }

  private void collect(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      faults.add(entry.getKeyNode(), "a key is a plain word");
    } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
      faults.add(key, "the key stands here a second time: remove one of the two");
    }
  }

  /** Whatever the key holds. */
  public Optional<Node> value(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
  }

  /** The value, or the mapping itself when there is none: where to tell a fault. */
  public Node at(String key) {
    return value(key).orElse(node);
  }

  /** A text. */
  public Optional<String> text(String key) {
    return value(key).flatMap(value -> scalar(value, "'" + key + "' is a text"));
  }

  /** A text that must be there. */
  public Optional<String> required(String key) {
    if (value(key).isEmpty()) {
      faults.add(node, "'" + key + "' is missing: add it");
    }
    return text(key);
  }

  /** A finite number, or the other when there is none. */
  public double number(String key, double otherwise) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text.get());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with what is no finite number.
    }
    faults.add(at(key), "'" + key + "' is a number, such as 0.3");
    return otherwise;
  }

  /** A whole number from 0 to the most, or the other when there is none. */
  public int count(String key, int otherwise, int most) {
    double number = number(key, otherwise);
    if (number >= 0 && number <= most && number == Math.rint(number)) {
      return (int) number;
    }
    faults.add(at(key), "'" + key + "' is a whole number from 0 to " + most);
    return otherwise;
  }

  /** Whether {@code true} stands there. */
  public boolean flag(String key) {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      faults.add(at(key), "'" + key + "' is true or false");
    }
    return text.equals(Optional.of("true"));
  }

  /** One text, or a list of texts and of lists of texts (so that anchors can be shared). */
  public List<ScalarNode> texts(String key, int most) {
    List<ScalarNode> texts = new ArrayList<>();
    value(key).ifPresent(value -> addTexts(value, key, 2, texts));
    if (texts.size() > most) {
      faults.add(at(key), "'" + key + "' holds more than " + most + " entries: split it");
      return List.of();
    }
    return texts;
  }

  private void addTexts(Node value, String key, int levels, List<ScalarNode> texts) {
    switch (value) {
      case ScalarNode scalar -> texts.add(scalar);
      case SequenceNode list when levels > 0 ->
          list.getValue().forEach(item -> addTexts(item, key, levels - 1, texts));
      default -> faults.add(value, "'" + key + "' is a text or a list of texts");
    }
  }

  /** A mapping. */
  public Optional<YamlNode> mapping(String key) {
    return value(key).flatMap(value -> mapping(value, key));
  }

  /** The mappings of a list of at most so many; empty when there is none. */
  public List<YamlNode> mappings(String key, int most) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode list)) {
      faults.add(value.get(), "'" + key + "' is a list");
      return List.of();
    }
    if (list.getValue().size() > most) {
      faults.add(list, "'" + key + "' holds more than " + most + " entries: split it into files");
      return List.of();
    }
    return list.getValue().stream().flatMap(item -> mapping(item, key).stream()).toList();
  }

  private Optional<YamlNode> mapping(Node value, String key) {
    if (value instanceof MappingNode mapping) {
      return Optional.of(new YamlNode(mapping, faults));
    }
    faults.add(value, "an entry of '" + key + "' is a mapping");
    return Optional.empty();
  }

  /** Tells every key that was not asked for, with the nearest of those that were. */
  public void refuseOthers() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        faults.add(
            entry.getValue().getKeyNode(), "the key is not known" + nearest(entry.getKey(), asked));
      }
    }
  }

  /** "; did you mean 'x'?" or what there is. */
  public static String nearest(String wrong, Collection<String> known) {
    return NearestName.to(wrong, known)
        .map(name -> "; did you mean '" + name + "'?")
        .orElseGet(() ->
            known.size() > 20 ? "" : "; known are " + String.join(", ", new TreeSet<>(known)));
  }

  private Optional<String> scalar(Node value, String rule) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    faults.add(value, rule);
    return Optional.empty();
  }
}

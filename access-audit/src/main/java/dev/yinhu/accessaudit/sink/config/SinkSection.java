package dev.yinhu.accessaudit.sink.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys of one sink, each taken once; what is left over is unknown. For one thread. */
final class SinkSection {
  private static final String NAME = "[a-z][a-z0-9-]{0,40}";

  private final String file;
  private final Path base;
  private final List<String> problems;
  private final String name;
  private final Node head;
  private final Map<String, Node> values = new HashMap<>();

  SinkSection(String file, Path base, List<String> problems, NodeTuple tuple) {
    this.file = file;
    this.base = base;
    this.problems = problems;
    this.head = tuple.getKeyNode();
    this.name =
        head instanceof ScalarNode key && key.getValue().matches(NAME) ? key.getValue() : "";
    if (name.isEmpty()) {
      problem(head, "a sink is named by small letters, digits and hyphens, at most 41");
    } else if (tuple.getValueNode() instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::keep);
    } else {
      problem("expected keys below its name");
    }
  }

  private void keep(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problem(tuple.getKeyNode(), "expected a plain key");
    } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
      problem(key, name + "." + key.getValue() + ": stands twice; keep one");
    }
  }

  /** The sink's name; empty when it has none that is good. */
  String name() {
    return name;
  }

  /** Where relative paths start. */
  Path base() {
    return base;
  }

  /** A value of one of the forms that the pattern takes. */
  Optional<String> text(String key, String pattern, String expected) {
    Node node = values.remove(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && scalar.getValue().matches(pattern)) {
      return Optional.of(scalar.getValue());
    }
    problem(node, name + "." + key + ": expected " + expected);
    return Optional.empty();
  }

  /** As {@link #text}; its absence is a problem, and then the answer is of no use. */
  String required(String key, String pattern, String expected) {
    boolean there = values.containsKey(key);
    Optional<String> text = text(key, pattern, expected);
    if (!there) {
      problem(key + " is missing: expected " + expected);
    }
    return text.orElse("");
  }

  /** One of the words, or the first when the key is absent. */
  String word(String key, String... words) {
    return text(key, String.join("|", words), "one of " + String.join(", ", words))
        .orElse(words[0]);
  }

  int number(String key, int least, int most, int fallback) {
    String expected = "a number from " + least + " to " + most;
    Node node = values.get(key);
    int number = text(key, "[0-9]{1,9}", expected).map(Integer::parseInt).orElse(fallback);
    if (node != null && (number < least || number > most)) {
      problem(node, name + "." + key + ": expected " + expected);
    }
    return number;
  }

  /** A file that can be read now. */
  Optional<Path> readable(String key) {
    Node node = values.get(key);
    Optional<Path> path = text(key, "\\P{Cntrl}{1,4096}", "a path").map(base::resolve);
    if (node != null && path.isPresent() && !Files.isReadable(path.get())) {
      problem(node, name + "." + key + ": there is no file there that can be read");
    }
    return path;
  }

  /** A list, or one value alone. */
  List<String> list(String key, String pattern, String expected) {
    if (!(values.get(key) instanceof SequenceNode sequence)) {
      return text(key, pattern, expected).map(List::of).orElse(List.of());
    }
    values.remove(key);
    List<String> all = new ArrayList<>();
    for (Node node : sequence.getValue()) {
      if (node instanceof ScalarNode scalar && scalar.getValue().matches(pattern)) {
        all.add(scalar.getValue());
      } else {
        problem(node, name + "." + key + ": expected " + expected);
      }
    }
    return all;
  }

  /** Tells what nobody took. */
  void rest(String type) {
    values.forEach((key, node) ->
        problem(node, "%s.%s: is not a key of a %s sink".formatted(name, key, type)));
    values.clear();
  }

  void problem(String message) {
    problem(head, name + ": " + message);
  }

  private void problem(Node node, String message) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    problems.add(file + ":" + line + ": " + message);
  }
}

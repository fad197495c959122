package dev.yinhu.tableprotection;

import dev.yinhu.register.reading.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a job file, read key by key. What is wrong is told and reading goes on as if it were
 * absent. For one thread.
 */
final class JobNode {
  /** Stands for what is missing. */
  static final String MISSING = "?";

  private final String file;
  private final Node place;
  private final List<String> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final TreeSet<String> asked = new TreeSet<>();

  JobNode(String file, MappingNode node, List<String> problems) {
    this.file = file;
    this.place = node;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(tuple.getKeyNode(), "a key must be a single value");
      } else if (keys.putIfAbsent(key.getValue(), key) != null) {
        problem(key, "the key '" + key.getValue() + "' stands here twice: remove one");
      } else {
        values.put(key.getValue(), tuple.getValueNode());
      }
    }
  }

  void problem(String key, String message) {
    problem(keys.getOrDefault(key, place), message);
  }

  private void problem(Node where, String message) {
    problems.add(at(file, where.getStartMark()) + message);
  }

  static String at(String file, Optional<Mark> mark) {
    int line = mark.map(m -> m.getLine() + 1).orElse(1);
    int column = mark.map(m -> m.getColumn() + 1).orElse(1);
    return file + ":" + line + ":" + column + ": ";
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key)).filter(node -> !node.getTag().equals(Tag.NULL));
  }

  Optional<String> text(String key) {
    return value(key).flatMap(node -> scalar(key, node));
  }

  /** The text, or a word that stands for what is missing, which was told. */
  String required(String key, String what) {
    boolean absent = value(key).isEmpty();
    if (absent) {
      problem(place, "'" + key + "' is missing: add " + what);
    }
    return text(key).orElse(MISSING);
  }

  /** The same, read by a parser that throws {@link IllegalArgumentException}. */
  <T> Optional<T> parsed(String key, String what, Function<String, T> parser) {
    String text = required(key, what);
    if (text.equals(MISSING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      problem(key, "'" + key + "' is not spelled as the register spells it");
      return Optional.empty();
    }
  }

  OptionalInt number(String key, int least, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text.get().replace("_", ""));
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    problem(key, "'" + key + "' is a whole number from " + least + " to " + most);
    return OptionalInt.empty();
  }

  /** The texts of a list; a single value is a list of one. */
  List<String> texts(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof SequenceNode list) {
      return list.getValue().stream().flatMap(node -> scalar(key, node).stream()).toList();
    }
    return scalar(key, value.get()).stream().toList();
  }

  List<JobNode> maps(String key) {
    List<JobNode> maps = new ArrayList<>();
    Node value = value(key).orElse(null);
    if (value instanceof SequenceNode list) {
      for (Node node : list.getValue()) {
        if (node instanceof MappingNode mapping) {
          maps.add(new JobNode(file, mapping, problems));
        } else {
          problem(node, "an entry of '" + key + "' is a mapping of keys to values");
        }
      }
    } else if (value != null) {
      problem(key, "'" + key + "' is a list of mappings");
    }
    return maps;
  }

  /** A mapping of single values. */
  Map<String, String> pairs(String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Node value = value(key).orElse(null);
    if (value instanceof MappingNode mapping) {
      JobNode entries = new JobNode(file, mapping, problems);
      entries
          .values
          .keySet()
          .forEach(name -> entries.text(name).ifPresent(text -> pairs.put(name, text)));
    } else if (value != null) {
      problem(key, "'" + key + "' is a mapping of names to columns");
    }
    return pairs;
  }

  private Optional<String> scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    problem(node, "'" + key + "' needs a single value that is not blank");
    return Optional.empty();
  }

  /** Tells every key that nobody asked for. Call it last. */
  void refuseOthers() {
    keys.forEach((key, node) -> {
      if (!asked.contains(key)) {
        problem(node, "there is no key '" + key + "'" + nearest(key, asked));
      }
    });
  }

  /** "; did you mean 'x'?", or "; there are …" where none is near. */
  static String nearest(String wrong, SortedSet<String> known) {
    return NearestName.to(wrong, known)
        .map(name -> "; did you mean '" + name + "'?")
        .orElseGet(
            () -> known.isEmpty() ? "; there is none" : "; there are " + String.join(", ", known));
  }
}

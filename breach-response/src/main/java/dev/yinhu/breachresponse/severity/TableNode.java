package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.SourceStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a tables file, read key by key; what is wrong goes to one list, with its line.
 * Bounds of numbers: whole ones to 10^12, others to four places. For one thread.
 */
final class TableNode {
  private static final String KEY = "[a-z0-9][a-z0-9-]{0,40}";
  private static final String WHOLE = "[0-9][0-9_]{0,15}";
  private static final String NUMBER = "[+-]?[0-9]{1,6}([.][0-9]{1,4})?";

  private final String file;
  private final List<String> problems;
  private final Node at;
  private final Map<String, Node> values = new LinkedHashMap<>();

  TableNode(String file, Node node, List<String> problems) {
    this.file = file;
    this.at = node;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::keep);
    } else {
      problem(node, "expected keys and values");
    }
  }

  private void keep(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problem(tuple.getKeyNode(), "expected a plain key");
    } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
      problem(key, "stands twice; keep one");
    }
  }

  /** Whether the key is there. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Tells every key that is none of these. */
  void only(Set<String> known) {
    values.forEach((key, node) -> {
      if (!known.contains(key)) {
        problem(node, "nothing reads this key; known are " + known.stream().sorted().toList());
      }
    });
  }

  Optional<String> text(String key) {
    return scalar(key, ".{1,500}", "a text");
  }

  /** A name: small letters, digits and hyphens. */
  Optional<String> name(String key) {
    return scalar(key, KEY, "a name of small letters, digits and hyphens");
  }

  Optional<Long> whole(String key) {
    return scalar(key, WHOLE, "a whole number from 0").map(TableNode::whole0);
  }

  private static long whole0(String text) {
    return Long.parseLong(text.replace("_", ""));
  }

  Optional<BigDecimal> number(String key) {
    return scalar(key, NUMBER, "a number with at most four places").map(BigDecimal::new);
  }

  boolean flag(String key) {
    return has(key)
        && scalar(key, "true|false", "true or false").filter("true"::equals).isPresent();
  }

  /** How well it is supported; told when it is missing. */
  Optional<SourceStatus> status() {
    return scalar("status", "verified|secondary|unverified", "verified, secondary or unverified")
        .map(word -> {
          for (SourceStatus each : SourceStatus.values()) {
            if (each.wire().equals(word)) {
              return each;
            }
          }
          throw new IllegalStateException("no status is named so");
        });
  }

  /** The keys below, for mappings whose keys are names. */
  Map<String, BigDecimal> numbers(String key) {
    Map<String, BigDecimal> numbers = new LinkedHashMap<>();
    below(key)
        .ifPresent(table ->
            table
                .values
                .keySet()
                .forEach(each -> {
                  if (!each.matches(KEY)) {
                    table.problem(table.at, "expected names of small letters, digits and hyphens");
                  }
                  table.number(each).ifPresent(number -> numbers.put(each, number));
                }));
    return numbers;
  }

  Optional<TableNode> below(String key) {
    Node node = values.get(key);
    if (node == null) {
      problem(at, key + " is missing");
      return Optional.empty();
    }
    return Optional.of(new TableNode(file, node, problems));
  }

  /** The mappings of a list. */
  List<TableNode> list(String key) {
    List<TableNode> list = new ArrayList<>();
    nodes(key).forEach(node -> list.add(new TableNode(file, node, problems)));
    return list;
  }

  /** The scalars of a list. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node node : nodes(key)) {
      if (node instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problem(node, "expected a plain value");
      }
    }
    return texts;
  }

  private List<Node> nodes(String key) {
    Node node = values.get(key);
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (node != null) {
      problem(node, key + ": expected a list");
    }
    return List.of();
  }

  private Optional<String> scalar(String key, String pattern, String expected) {
    Node node = values.get(key);
    if (node == null) {
      problem(at, key + " is missing: expected " + expected);
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && scalar.getValue().matches(pattern)) {
      return Optional.of(scalar.getValue());
    }
    problem(node, key + ": expected " + expected);
    return Optional.empty();
  }

  /** Tells something about this mapping. */
  void problem(String what) {
    problem(at, what);
  }

  private void problem(Node node, String what) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    problems.add(file + ":" + line + ": " + what);
  }
}

package dev.yinhu.register.reading;

import dev.yinhu.register.Quote;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Looks once at every node of a document: duplicate keys, aliases that contain themselves, and
 * aliases that would multiply the document beyond {@value #MOST_NODES} nodes.
 */
final class NodeInspection {
  static final long MOST_NODES = 1_000_000;

  /** Marks a node whose children are being looked at: to meet it again is a cycle. */
  private static final long UNDER_WAY = -1;

  private final String file;
  private final Problems problems;
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();
  private boolean cyclic;

  NodeInspection(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Whether the document can be walked; duplicate keys are told but do not forbid walking. */
  boolean isSound(Node root) {
    boolean small = size(root) <= MOST_NODES;
    if (!small) {
      limit(root, "aliases make this more than " + MOST_NODES + " nodes: write fewer aliases");
    }
    return small && !cyclic;
  }

  private long size(Node node) {
    Long known = sizes.putIfAbsent(node, UNDER_WAY);
    if (known != null) {
      return known == UNDER_WAY ? cycle(node) : known;
    }
    long size = 1;
    for (Node child : childrenOf(node)) {
      size = Math.min(size + size(child), MOST_NODES + 1);
    }
    sizes.put(node, size);
    return size;
  }

  private long cycle(Node node) {
    cyclic = true;
    limit(node, "an alias stands inside the node that it names: remove it");
    return 1;
  }

  private List<Node> childrenOf(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        tellDuplicateKeys(mapping);
        yield mapping.getValue().stream()
            .flatMap(t -> Stream.of(t.getKeyNode(), t.getValueNode()))
            .toList();
      }
      case SequenceNode sequence -> sequence.getValue();
      case ScalarNode scalar -> {
        tellBrokenText(scalar);
        yield List.of();
      }
      default -> List.of();
    };
  }

  /** An escape can smuggle in half of a surrogate pair, which no database would store. */
  private void tellBrokenText(ScalarNode scalar) {
    boolean broken =
        scalar.getValue().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    if (broken) {
      String message = "half of a surrogate pair in a text: write the whole character";
      problems.add(ProblemCode.BAD_VALUE, Place.of(file, scalar), message);
    }
  }

  private void tellDuplicateKeys(MappingNode mapping) {
    Map<String, Place> first = new HashMap<>();
    mapping.getValue().stream()
        .map(tuple -> tuple.getKeyNode())
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .forEach(key -> tellIfDuplicate(first, key));
  }

  private void tellIfDuplicate(Map<String, Place> first, ScalarNode key) {
    Place place = Place.of(file, key);
    Place earlier = first.putIfAbsent(key.getValue(), place);
    if (earlier != null) {
      String message =
          "the key " + Quote.of(key.getValue()) + " stands on line " + earlier.line() + " already";
      problems.add(ProblemCode.DUPLICATE_KEY, place, message + ": remove one of the two");
    }
  }

  private void limit(Node node, String message) {
    problems.add(ProblemCode.YAML_LIMITS, Place.of(file, node), message);
  }
}

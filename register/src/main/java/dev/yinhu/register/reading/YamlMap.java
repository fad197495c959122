package dev.yinhu.register.reading;

import dev.yinhu.register.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping, read key by key. Every accessor tells a value of the wrong type and goes on as if it
 * were absent; {@code null} is absent. The keys that were asked for are remembered, so that {@link
 * #warnOfOthers} can tell the rest.
 */
final class YamlMap {
  private static final String MERGE_KEY = "<<";
  private static final Set<String> YES = Set.of("true", "yes", "on");
  private static final Set<String> NO = Set.of("false", "no", "off");

  private final String file;
  private final Place place;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  private record Entry(Place keyPlace, Node value) {}

  YamlMap(String file, MappingNode node, Problems problems) {
    this.file = file;
    this.place = Place.of(file, node);
    this.problems = problems;
    collect(node);
  }

  private YamlMap(String file, Place place, Problems problems) {
    this.file = file;
    this.place = place;
    this.problems = problems;
  }

  Place place() {
    return place;
  }

  /** The position of the key, or of the mapping when it has no such key. */
  Place placeOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? place : entry.keyPlace();
  }

  Problems problems() {
    return problems;
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** The scalar, unless blank. */
  Optional<YamlText> text(String key) {
    return value(key).flatMap(node -> scalar(key, node)).filter(t -> !t.value().isBlank());
  }

  /** The scalar exactly as it stands: a blank may mean something. */
  Optional<String> verbatim(String key) {
    return value(key).flatMap(node -> scalar(key, node)).map(YamlText::value);
  }

  /** The keys, for mappings whose keys are names; what each holds is still to be read. */
  List<YamlText> keys() {
    return entries.entrySet().stream()
        .map(entry -> new YamlText(entry.getKey(), entry.getValue().keyPlace(), problems))
        .toList();
  }

  Optional<String> string(String key) {
    return text(key).map(YamlText::value);
  }

  Optional<YamlText> required(String key, String what) {
    boolean wasThere = has(key);
    Optional<YamlText> text = text(key);
    if (text.isEmpty() && !(wasThere && !isScalar(key))) {
      problems.add(ProblemCode.MISSING_KEY, placeOf(key), what + " needs '" + key + "': add it");
    }
    return text;
  }

  /** The scalars of a list; empty when absent. */
  List<YamlText> texts(String key) {
    return items(key).stream().flatMap(node -> scalar(key, node).stream()).toList();
  }

  Optional<YamlMap> map(String key) {
    return value(key).flatMap(node -> mapping(key, node));
  }

  /** The mapping, or one without keys when absent. */
  YamlMap mapOrEmpty(String key) {
    return map(key).orElseGet(() -> new YamlMap(file, placeOf(key), problems));
  }

  /** The mappings of a list; empty when absent. */
  List<YamlMap> maps(String key) {
    return items(key).stream().flatMap(node -> mapping(key, node).stream()).toList();
  }

  boolean flag(String key) {
    return flag(key, false);
  }

  boolean flag(String key, boolean otherwise) {
    Optional<YamlText> text = text(key);
    String word = text.map(t -> t.value().toLowerCase(Locale.ROOT)).orElse("");
    if (text.isPresent() && !YES.contains(word) && !NO.contains(word)) {
      wrongType(key, text.get().place(), "true or false");
      return otherwise;
    }
    return text.isEmpty() ? otherwise : YES.contains(word);
  }

  OptionalLong number(String key, long least, long most) {
    Optional<YamlText> text = text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text.get().value().replace("_", ""));
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
      text.get().bad("is out of bounds: '" + key + "' is " + least + " to " + most);
    } catch (NumberFormatException e) {
      wrongType(key, text.get().place(), "a whole number");
    }
    return OptionalLong.empty();
  }

  /** Whether the value is a scalar, for keys that take a scalar or a mapping. */
  boolean isScalar(String key) {
    return value(key).map(ScalarNode.class::isInstance).orElse(false);
  }

  /** Whether the value is a mapping, for keys that take one or a list of them. */
  boolean isMapping(String key) {
    return value(key).map(MappingNode.class::isInstance).orElse(false);
  }

  /** Warns of every key that was neither asked for nor is one of these. */
  void warnOfOthers(Set<String> alsoKnown) {
    Set<String> known = new TreeSet<>(asked);
    known.addAll(alsoKnown);
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        problems.add(
            ProblemCode.UNKNOWN_KEY,
            entry.keyPlace(),
            "nothing reads the key " + Quote.of(key) + problems.suggestion(key, known));
      }
    });
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    Entry entry = entries.get(key);
    return Optional.ofNullable(entry)
        .map(Entry::value)
        .filter(node -> !node.getTag().equals(Tag.NULL));
  }

  private List<Node> items(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof SequenceNode sequence) {
      return sequence.getValue().stream().filter(n -> !n.getTag().equals(Tag.NULL)).toList();
    }
    wrongType(key, Place.of(file, value.get()), "a list");
    return List.of();
  }

  private Optional<YamlText> scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(new YamlText(scalar.getValue(), Place.of(file, node), problems));
    }
    wrongType(key, Place.of(file, node), "a single value");
    return Optional.empty();
  }

  private Optional<YamlMap> mapping(String key, Node node) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(file, mapping, problems));
    }
    wrongType(key, Place.of(file, node), "a mapping of keys to values");
    return Optional.empty();
  }

  private void wrongType(String key, Place where, String expected) {
    String message = "'" + key + "' has the wrong type: write " + expected;
    problems.add(ProblemCode.WRONG_TYPE, where, message);
  }

  /** Own keys first, then those of merged mappings, which do not override them. */
  private void collect(MappingNode node) {
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        Place where = Place.of(file, tuple.getKeyNode());
        problems.add(ProblemCode.WRONG_TYPE, where, "a key must be a single value");
      } else if (key.isPlain() && key.getValue().equals(MERGE_KEY)) {
        merged.add(tuple.getValueNode());
      } else {
        entries.putIfAbsent(key.getValue(), new Entry(Place.of(file, key), tuple.getValueNode()));
      }
    }
    merged.forEach(this::merge);
  }

  private void merge(Node node) {
    switch (node) {
      case MappingNode mapping -> collect(mapping);
      case SequenceNode sequence -> sequence.getValue().forEach(this::merge);
      default -> wrongType(MERGE_KEY, Place.of(file, node), "an alias of a mapping");
    }
  }
}

package dev.yinhu.breachresponse.datafile;

import dev.yinhu.register.reading.NearestName;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a data file, read key by key. What is wrong goes into the list of problems and reads
 * as if it were absent, so that all problems of a file are told at once. For one thread.
 */
public final class DataPart {
  private static final int MOST_CHARS = 1 << 18;

  private final String file;
  private final @Nullable Node at;
  private final List<String> problems;
  private final Map<String, Node> keys = new HashMap<>();

  private DataPart(String file, @Nullable Node at, Set<String> known, List<String> problems) {
    this.file = file;
    this.at = at;
    this.problems = problems;
    collect(known);
  }

  /**
   * The whole of a file.
   *
   * @param known the keys that it may have
   * @param problems where problems are added
   */
  public static DataPart of(DataText text, Set<String> known, List<String> problems) {
    return new DataPart(text.name(), root(text, problems).orElse(null), known, problems);
  }

  private static Optional<Node> root(DataText text, List<String> problems) {
    if (text.yaml().length() > MOST_CHARS) {
      problems.add(text.name() + ": longer than " + MOST_CHARS + " characters");
      return Optional.empty();
    }
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(text.name()).build();
      return new Compose(settings).composeString(text.yaml());
    } catch (YamlEngineException e) {
      problems.add(
          text.name() + line(e) + ": is not YAML that can be read; check indentation and quotes");
      return Optional.empty();
    }
  }

  private static String line(YamlEngineException fault) {
    return fault instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("")
        : "";
  }

  private void collect(Set<String> known) {
    if (!(at instanceof MappingNode mapping)) {
      problem(at, "expected " + oneOf(known));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(tuple.getKeyNode(), "expected " + oneOf(known));
      } else if (!known.contains(key.getValue())) {
        problem(key, unknown(key.getValue(), known));
      } else if (keys.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problem(key, key.getValue() + " stands twice; keep one");
      }
    }
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return keys.containsKey(key);
  }

  /** A text; when it is missing that is a problem, and it reads as empty. */
  public String text(String key) {
    return words(key, keys.get(key)).orElse("");
  }

  /** A value that must be there. */
  public <T> Optional<T> value(String key, Function<String, T> parse, String expected) {
    return words(key, keys.get(key)).flatMap(text -> parsed(key, text, parse, expected));
  }

  /** A value that may be left out. */
  public <T> T value(String key, Function<String, T> parse, String expected, T otherwise) {
    return has(key) ? value(key, parse, expected).orElse(otherwise) : otherwise;
  }

  /** A whole number from zero on; zero when it is left out. */
  public long number(String key) {
    return value(key, text -> Long.parseUnsignedLong(text.replace("_", "")), "a whole number", 0L);
  }

  /** Yes or no, which may be left out. */
  public boolean flag(String key, boolean otherwise) {
    return value(key, DataPart::bool, "true or false", otherwise);
  }

  /** A list of texts; empty when it is left out. */
  public List<String> texts(String key) {
    List<String> found = new ArrayList<>();
    items(key).forEach(node -> words(key, node).ifPresent(found::add));
    return found;
  }

  /** A mapping that must be there. */
  public DataPart part(String key, Set<String> known) {
    Node node = keys.get(key);
    if (node == null) {
      problem(at, key + " is missing");
      return new DataPart(file, null, known, new ArrayList<>());
    }
    return new DataPart(file, node, known, problems);
  }

  /** A list of mappings; empty when it is left out. */
  public List<DataPart> parts(String key, Set<String> known) {
    return items(key).stream().map(node -> new DataPart(file, node, known, problems)).toList();
  }

  /** A problem that the caller found, at the key, or where the mapping begins. */
  public void refuse(String key, String message) {
    problem(keys.getOrDefault(key, at), key + ": " + message);
  }

  private List<Node> items(String key) {
    Node node = keys.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(node, key + ": expected a list");
    return List.of();
  }

  private Optional<String> words(String key, @Nullable Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue().strip());
    }
    problem(node == null ? at : node, key + ": expected one value that is not empty");
    return Optional.empty();
  }

  private <T> Optional<T> parsed(
      String key, String text, Function<String, T> parse, String expected) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      problem(keys.get(key), key + ": expected " + expected);
      return Optional.empty();
    }
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static String oneOf(Set<String> keys) {
    return "one of the keys " + String.join(", ", new TreeSet<>(keys));
  }

  private static String unknown(String key, Set<String> known) {
    return NearestName.to(key, known)
        .map(near -> "there is no key " + key + "; did you mean " + near + "?")
        .orElse("there is no such key here; it takes " + oneOf(known));
  }

  private void problem(@Nullable Node node, String message) {
    String line =
        Optional.ofNullable(node)
            .flatMap(Node::getStartMark)
            .map(mark -> ":" + (mark.getLine() + 1))
            .orElse("");
    problems.add(file + line + ": " + message);
  }
}

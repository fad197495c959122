package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.search.QueryRefused;
import dev.yinhu.register.reading.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads the file of a policy (docs/audit.md, "Retention and holds"). Strict: a key that does not
 * exist, stands twice or is missing, and a value that is not of its kind, is a problem; all are
 * told together with file and line. For one file.
 */
public final class RetentionFile {
  private static final int MOST_CHARS = 1 << 18;
  private static final int MOST_RULES = 64;
  private static final String TERM = "a period of years, months and days such as P6M";

  private final String name;
  private final ZoneId zone;
  private final List<String> problems = new ArrayList<>();

  private RetentionFile(String name, ZoneId zone) {
    this.name = name;
    this.zone = zone;
  }

  /**
   * The policy of a file.
   *
   * @param zone whose days count, and in which dates in queries are meant
   * @throws PolicyRefused when there is any problem
   */
  public static RetentionPolicy read(Path file, ZoneId zone) {
    String name = String.valueOf(file.getFileName());
    try {
      return parse(name, Files.readString(file), zone);
    } catch (IOException e) {
      throw new PolicyRefused(List.of(name + ": there is no file of text there that can be read"));
    }
  }

  /** As {@link #read}, of a text that stands for the file. */
  static RetentionPolicy parse(String name, String text, ZoneId zone) {
    RetentionFile reading = new RetentionFile(name, zone);
    Optional<RetentionPolicy> policy =
        text.length() > MOST_CHARS ? reading.tooLong() : reading.policy(text);
    if (!reading.problems.isEmpty() || policy.isEmpty()) {
      throw new PolicyRefused(reading.problems);
    }
    return policy.get();
  }

  /** A rule and where it stands. */
  private record Placed(Node at, RetentionRule rule) {}

  private Optional<RetentionPolicy> tooLong() {
    problem(null, "longer than " + MOST_CHARS + " characters");
    return Optional.empty();
  }

  private Optional<RetentionPolicy> policy(String text) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(name).build();
      Node root = new Compose(settings).composeString(text).orElse(null);
      Map<String, Node> keys = keys(root, Set.of("default", "longer", "automatic"));
      Optional<Term> standard = Optional.empty();
      if (keys.containsKey("default")) {
        Node node = keys.get("default");
        standard = term(node, keys(node, Set.of("after", "law", "article")));
      } else {
        problem(root, "default is missing: for how long entries are kept, and by which law");
      }
      List<Placed> longer = longer(keys.get("longer"));
      boolean automatic = automatic(keys.get("automatic"));
      standard.ifPresent(term -> longer.forEach(rule -> notShorter(rule, term)));
      if (!problems.isEmpty() || standard.isEmpty()) {
        return Optional.empty();
      }
      List<RetentionRule> rules = longer.stream().map(Placed::rule).toList();
      return Optional.of(new RetentionPolicy(standard.get(), rules, automatic, zone, text));
    } catch (YamlEngineException e) {
      problem(null, "is not YAML that can be read; check indentation and quotes");
    } catch (IllegalArgumentException e) {
      problem(null, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private Map<String, Node> keys(@Nullable Node node, Set<String> known) {
    Map<String, Node> keys = new HashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "expected the keys " + String.join(", ", known.stream().sorted().toList()));
      return keys;
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
    return keys;
  }

  private static String oneOf(Set<String> keys) {
    return "one of the keys " + String.join(", ", keys.stream().sorted().toList());
  }

  private static String unknown(String key, Set<String> known) {
    return NearestName.to(key, known)
        .map(near -> "there is no key " + key + "; did you mean " + near + "?")
        .orElse("there is no such key here; it takes " + oneOf(known));
  }

  private void notShorter(Placed placed, Term standard) {
    Term term = placed.rule().term();
    if (!Term.isAtLeast(term.after(), standard.after())) {
      problem(
          placed.at(),
          "after: %s is shorter than %s, the default, for which every entry is kept"
              .formatted(term.after(), standard.after()));
    }
  }

  private boolean automatic(@Nullable Node node) {
    if (node == null || (node instanceof ScalarNode no && no.getValue().equals("false"))) {
      return false;
    }
    if (!(node instanceof ScalarNode yes && yes.getValue().equals("true"))) {
      problem(node, "automatic: expected true or false");
    }
    return true;
  }

  private List<Placed> longer(@Nullable Node node) {
    List<Placed> rules = new ArrayList<>();
    if (node == null) {
      return rules;
    }
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() > MOST_RULES) {
      problem(node, "longer: expected a list of at most " + MOST_RULES + " rules");
      return rules;
    }
    for (Node each : sequence.getValue()) {
      Map<String, Node> keys = keys(each, Set.of("query", "after", "law", "article"));
      Optional<Filter> wanted = query(each, keys.get("query"));
      Optional<Term> term = term(each, keys);
      if (wanted.isPresent() && term.isPresent()) {
        String called = "longer[" + (rules.size() + 1) + "]";
        Node after = keys.getOrDefault("after", each);
        rules.add(new Placed(after, new RetentionRule(called, wanted.get(), term.get())));
      }
    }
    return rules;
  }

  private Optional<Filter> query(Node rule, @Nullable Node node) {
    String text = text(rule, node, "query");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Filter filter = QueryParser.parse(text, zone);
      if (!Wanted.people(filter)) {
        return Optional.of(filter);
      }
      problem(node, "query: a rule names no person; place a hold instead");
    } catch (QueryRefused e) {
      problem(node, "query: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Term> term(Node at, Map<String, Node> keys) {
    Optional<Period> after = period(at, keys.get("after"));
    String law = text(at, keys.get("law"), "law");
    String article = text(at, keys.get("article"), "article");
    return law.isEmpty() || article.isEmpty()
        ? Optional.empty()
        : after.map(period -> new Term(period, law, article));
  }

  private Optional<Period> period(Node at, @Nullable Node node) {
    String after = text(at, node, "after");
    if (after.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Term.longEnough(Period.parse(after)));
    } catch (DateTimeException e) {
      problem(node, "after: expected " + TERM);
    } catch (IllegalArgumentException e) {
      problem(node, "after: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Empty when there is none, which is a problem. */
  private String text(Node at, @Nullable Node node, String key) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    problem(node == null ? at : node, key + ": expected one value that is not empty");
    return "";
  }

  private void problem(@Nullable Node at, String message) {
    String line =
        Optional.ofNullable(at)
            .flatMap(Node::getStartMark)
            .map(mark -> ":" + (mark.getLine() + 1))
            .orElse("");
    problems.add(name + line + ": " + message);
  }
}

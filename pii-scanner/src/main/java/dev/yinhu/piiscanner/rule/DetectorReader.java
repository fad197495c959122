package dev.yinhu.piiscanner.rule;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one entry of {@code detectors}. */
final class DetectorReader {
  private static final int WINDOW = 30;
  private static final int BEHIND = 10;
  private static final double CUE = 0.3;
  private static final double NAME = 0.4;
  private static final double STRUCTURE = 0.5;
  private static final double CHECKS = 0.3;
  private static final int MOST_CHECKS = 16;

  /** What a rule may claim; that a list names a value only a list can say. */
  private static final Map<String, Strength> STRENGTHS =
      Arrays.stream(Strength.values())
          .filter(strength -> strength != Strength.LISTED)
          .collect(toUnmodifiableMap(s -> s.name().toLowerCase(Locale.ROOT), identity()));

  private static final Map<String, Boundary> BOUNDARIES =
      Arrays.stream(Boundary.values()).collect(toUnmodifiableMap(Boundary::wire, identity()));

  private final Checks checks;
  private final YamlFaults faults;

  DetectorReader(Checks checks, YamlFaults faults) {
    this.checks = checks;
    this.faults = faults;
  }

  /** The rule, and its sibling behind glued words; none when anything is wrong with it. */
  List<Rule> read(YamlNode detector) {
    int before = faults.sorted().size();
    List<Rule> rules = new ArrayList<>();
    built(detector.node(), () -> rule(detector)).ifPresent(rules::add);
    List<String> glued = words(detector, "glued");
    if (!rules.isEmpty() && !glued.isEmpty()) {
      built(detector.at("glued"), () -> GluedRule.of(rules.getFirst(), glued))
          .ifPresent(rules::add);
    }
    detector.refuseOthers();
    return faults.sorted().size() == before ? rules : List.of();
  }

  private Rule rule(YamlNode detector) {
    String name = detector.required("name").orElse("unnamed");
    Optional<PiiType> type =
        detector.required("type").flatMap(t -> built(detector.at("type"), () -> new PiiType(t)));
    boolean ignoreCase = detector.flag("ignore-case");
    if (detector.value("match").isEmpty()) {
      faults.add(detector.node(), "'match' is missing: add a pattern or a list of them");
    }
    List<LinearPattern> patterns = patterns(detector, "match", ignoreCase);
    return new Rule(
        name,
        type.orElse(new PiiType("UNKNOWN")),
        patterns.isEmpty() ? List.of(LinearPattern.of("x")) : patterns,
        patterns(detector, "lead", ignoreCase),
        patterns(detector, "trigger", ignoreCase),
        boundaries(detector, "before"),
        boundaries(detector, "after"),
        detector.text("separators").orElse(""),
        checks(detector),
        strength(detector),
        detector.number("confidence", STRUCTURE),
        detector.number("check-adds", CHECKS),
        cues(detector, "cues", CUE, NAME),
        cues(detector, "against", -CUE, -NAME));
  }

  private List<LinearPattern> patterns(YamlNode detector, String key, boolean ignoreCase) {
    List<LinearPattern> patterns = new ArrayList<>();
    for (ScalarNode text : detector.texts(key, Rule.MAX_PATTERNS)) {
      built(text, () -> new LinearPattern(text.getValue(), ignoreCase)).ifPresent(patterns::add);
    }
    return patterns;
  }

  private List<Boundary> boundaries(YamlNode detector, String key) {
    return detector.texts(key, BOUNDARIES.size()).stream()
        .flatMap(text -> known(text, BOUNDARIES, "boundary").stream())
        .toList();
  }

  private List<String> checks(YamlNode detector) {
    List<String> names = new ArrayList<>();
    for (ScalarNode text : detector.texts("checks", MOST_CHECKS)) {
      if (checks.named(text.getValue()).isEmpty()) {
        unknown(text, checks.names(), "check");
      }
      names.add(text.getValue());
    }
    return names;
  }

  private Strength strength(YamlNode detector) {
    return detector.texts("strength", 1).stream()
        .flatMap(text -> known(text, STRENGTHS, "strength").stream())
        .findFirst()
        .orElse(Strength.SHAPE);
  }

  private <T> Optional<T> known(ScalarNode text, Map<String, T> names, String what) {
    Optional<T> value = Optional.ofNullable(names.get(text.getValue()));
    if (value.isEmpty()) {
      unknown(text, names.keySet(), what);
    }
    return value;
  }

  private void unknown(ScalarNode text, Set<String> names, String what) {
    String nearest = YamlNode.nearest(text.getValue(), names);
    faults.add(text, "the " + what + " is not known" + nearest);
  }

  private Cues cues(YamlNode detector, String key, double adds, double nameAdds) {
    Optional<YamlNode> written = detector.mapping(key);
    if (written.isEmpty()) {
      return Cues.NONE;
    }
    YamlNode cues = written.get();
    Optional<Cues> built =
        built(
            cues.node(),
            () ->
                new Cues(
                    words(cues, "words"),
                    words(cues, "names"),
                    cues.count("window", WINDOW, Cues.MAX_WINDOW),
                    cues.count("behind", BEHIND, Cues.MAX_WINDOW),
                    cues.number("adds", adds),
                    cues.number("name-adds", nameAdds),
                    cues.flag("needed")));
    cues.refuseOthers();
    return built.orElse(Cues.NONE);
  }

  private static List<String> words(YamlNode cues, String key) {
    return cues.texts(key, Cues.MAX_WORDS).stream().map(ScalarNode::getValue).toList();
  }

  private <T> Optional<T> built(Node at, Supplier<@Nullable T> made) {
    try {
      return Optional.ofNullable(made.get());
    } catch (IllegalArgumentException e) {
      faults.add(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}

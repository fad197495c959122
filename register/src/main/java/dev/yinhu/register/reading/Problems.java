package dev.yinhu.register.reading;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects problems; the same one is told once, and there is a bound per severity. */
final class Problems {
  private static final int MOST_PER_SEVERITY = 1_000;

  /** Comparing a wrong name with every known one costs; the first mistakes get that help. */
  private static final int MOST_SUGGESTIONS = 200;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
  private int suggestions;

  void add(ProblemCode code, Place place, String message) {
    Problem problem = new Problem(code, place.file(), place.line(), place.column(), message);
    int count = counts.getOrDefault(code.severity(), 0);
    if (count < MOST_PER_SEVERITY && found.add(problem)) {
      counts.put(code.severity(), count + 1);
      if (count + 1 == MOST_PER_SEVERITY) {
        found.add(tooMany(code.severity(), place));
      }
    }
  }

  /** " (did you mean 'x'?)" or nothing. */
  String suggestion(String wrong, Collection<String> known) {
    if (suggestions++ >= MOST_SUGGESTIONS) {
      return "";
    }
    return NearestName.to(wrong, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  boolean anyError() {
    return counts.containsKey(Severity.ERROR);
  }

  List<Problem> sorted() {
    return found.stream().sorted().toList();
  }

  private static Problem tooMany(Severity severity, Place place) {
    return new Problem(
        ProblemCode.TOO_MANY_PROBLEMS,
        place.file(),
        place.line(),
        place.column(),
        "more than "
            + MOST_PER_SEVERITY
            + " problems of severity "
            + severity.wire()
            + ": correct these first");
  }
}

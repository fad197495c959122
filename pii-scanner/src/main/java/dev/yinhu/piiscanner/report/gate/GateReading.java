package dev.yinhu.piiscanner.report.gate;

import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a baseline or suppressions.
 *
 * @param value what the file says; empty when anything is wrong with it
 * @param problems everything that is wrong, in the order of the file
 */
public record GateReading<T>(Optional<T> value, List<YamlProblem> problems) {
  /** Copies the list. */
  public GateReading {
    problems = List.copyOf(problems);
  }
}

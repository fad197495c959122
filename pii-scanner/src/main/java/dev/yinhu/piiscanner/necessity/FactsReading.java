package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a data file.
 *
 * @param value what it says; empty when it is faulty
 * @param problems everything that is wrong with it, in the order of the file
 */
public record FactsReading<T>(Optional<T> value, List<YamlProblem> problems) {
  /** Copies the list. */
  public FactsReading {
    problems = List.copyOf(problems);
  }

  /** The value; throws {@link NecessityException} with every problem. */
  public T orThrow() {
    return value.orElseThrow(() ->
        new NecessityException(
            "a data file cannot be used; "
                + String.join("; ", problems.stream().map(YamlProblem::toString).toList())));
  }
}

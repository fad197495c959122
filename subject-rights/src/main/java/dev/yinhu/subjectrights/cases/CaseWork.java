package dev.yinhu.subjectrights.cases;

import java.util.List;
import java.util.Map;

/**
 * How the requests of a type are carried out: the steps that they begin with, and what each kind of
 * step does.
 *
 * @param first what is planned when a request comes in; more is planned as steps are done
 * @param works by kind of step
 */
public record CaseWork(List<Step.Planned> first, Map<String, StepWork> works) {
  /**
   * Copies list and map.
   *
   * @throws IllegalArgumentException when nothing is planned, or a planned kind has no work
   */
  public CaseWork {
    first = List.copyOf(first);
    works = Map.copyOf(works);
    if (first.isEmpty()) {
      throw new IllegalArgumentException("a case begins with at least one step");
    }
    for (Step.Planned step : first) {
      if (!works.containsKey(step.kind())) {
        throw new IllegalArgumentException("nothing does the step " + step.kind());
      }
    }
  }

  /** The same that begins at a place, such as the purpose that a consent is taken back for. */
  public CaseWork at(String place) {
    return at(List.of(place));
  }

  /** The same that begins at each of these places, in their order. */
  public CaseWork at(List<String> places) {
    return new CaseWork(
        places.stream()
            .flatMap(place ->
                first.stream().map(step -> new Step.Planned(step.kind(), place, step.input())))
            .toList(),
        works);
  }
}

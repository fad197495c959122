package dev.yinhu.subjectrights.cases;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The kinds of steps of all types of cases together. */
final class KindsOfWork {
  private KindsOfWork() {}

  /**
   * By kind of step.
   *
   * @throws IllegalStateException when two types mean different work by the same word
   */
  static Map<String, StepWork> together(Collection<CaseWork> works) {
    Map<String, StepWork> all = new HashMap<>();
    for (CaseWork work : new LinkedHashSet<>(works)) {
      work.works()
          .forEach((kind, step) -> {
            StepWork other = all.put(kind, step);
            if (other != null && !other.equals(step)) {
              throw new IllegalStateException("two works call a step " + kind);
            }
          });
    }
    return all;
  }
}

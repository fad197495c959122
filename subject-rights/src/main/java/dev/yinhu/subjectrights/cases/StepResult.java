package dev.yinhu.subjectrights.cases;

import java.time.Duration;
import java.util.List;

/** What came of an attempt at a step. */
public sealed interface StepResult {
  /**
   * It is done.
   *
   * @param result what the journal keeps of it
   * @param next steps to follow, after those that are planned already
   */
  record Done(Facts result, List<Step.Planned> next) implements StepResult {
    /** Copies the list. */
    public Done {
      next = List.copyOf(next);
    }

    /** Done, and nothing new follows. */
    public Done(Facts result) {
      this(result, List.of());
    }
  }

  /**
   * Not yet: to be tried again by itself.
   *
   * @param after how long to wait
   * @param result how far it is, and why
   */
  record Later(Duration after, Facts result) implements StepResult {}

  /**
   * The state of the case changes first, such as to {@link CaseState#COOLING_OFF}; the step is
   * begun again when the case runs again.
   *
   * @param event what happens to the case
   * @param result how far it is
   */
  record Until(CaseEvent event, Facts result) implements StepResult {}

  /**
   * Somebody has to see to it.
   *
   * @param code a stable code, such as {@code no-connector}
   * @param result what was found
   */
  record Human(String code, Facts result) implements StepResult {}
}

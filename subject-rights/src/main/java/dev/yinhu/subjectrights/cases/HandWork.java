package dev.yinhu.subjectrights.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Work that staff do by hand: the case waits for somebody until there is an answer. Also what a
 * step may ask that got into trouble: where somebody has answered for it, it need not try again.
 * Safe for use by many threads.
 */
public final class HandWork {
  /** The kind of step that is nothing but this. */
  public static final String BY_HAND = "by-hand";

  private final HandAnswerStore answers;

  /** The schema {@code rights} is migrated. */
  public HandWork(Jdbi jdbi) {
    this.answers = new HandAnswerStore(jdbi);
  }

  /** What somebody answered for the step. */
  public Optional<HandAnswer> answer(Case subject, Step step) {
    return answers.find(subject.id(), step.number());
  }

  /** How a type of request is carried out that staff do by hand. */
  public CaseWork work() {
    return new CaseWork(List.of(new Step.Planned(BY_HAND)), Map.of(BY_HAND, this::attempt));
  }

  private StepResult attempt(Case subject, Step step) {
    return answer(subject, step)
        .<StepResult>map(given -> new StepResult.Done(given.facts()))
        .orElseGet(() -> new StepResult.Human("waits-for-staff", Facts.NONE));
  }
}

package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.connect.Errand;
import dev.yinhu.subjectrights.connect.StoreAtWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn at a case: step after step for as long as it runs. Who calls sees to it that there is one
 * turn at a case at a time; should it be overtaken all the same, the journal refuses what it
 * writes, and the turn ends. Safe for use by many threads.
 */
final class CaseTurn {
  private static final Logger LOG = LoggerFactory.getLogger(CaseTurn.class);

  /** The actor of what happens by itself. */
  static final String BY_ITSELF = "yinhu";

  /** The reason of a case whose step has failed for long, and is still tried. */
  static final String HELD_UP = "held-up";

  private static final String FAILURE = "failure";
  private static final String WAITS_FOR = "waits-for";

  private final CaseStore cases;
  private final JournalStore journal;
  private final Map<String, StepWork> works;
  private final CaseTimes times;
  private final InstantSource clock;
  private volatile boolean stopped;

  CaseTurn(
      CaseStore cases,
      JournalStore journal,
      Map<String, StepWork> works,
      CaseTimes times,
      InstantSource clock) {
    this.cases = cases;
    this.journal = journal;
    this.works = Map.copyOf(works);
    this.times = times;
    this.clock = clock;
  }

  /** Whether the turn goes on, or when the next is due. */
  private sealed interface Next {
    record AtOnce() implements Next {}

    /** The step that was begun is carried out at once. */
    record Begun(Case now, Step step) implements Next {}

    record At(Instant when, CaseState in) implements Next {}

    record Nothing() implements Next {}
  }

  /**
   * When the next turn is due.
   *
   * @param in the state that it waits in; empty when the turn was stopped
   */
  record Rest(Instant when, Optional<CaseState> in) {}

  /** Whether the case is in another state than that in which the next turn was put off. */
  boolean isOvertaken(CaseId id, Rest rest) {
    return rest.in()
        .filter(seen -> cases.find(id).filter(now -> now.state() == seen).isEmpty())
        .isPresent();
  }

  /** Takes the turn; gives when the next is due, empty when somebody else has to do something. */
  Optional<Rest> run(CaseId id) {
    Next next = new Next.AtOnce();
    while (!stopped) {
      switch (next) {
        case Next.AtOnce() -> next = once(id);
        case Next.Begun(Case now, Step step) -> next = settle(now, step, attempt(now, step));
        case Next.At(Instant when, CaseState in) -> {
          if (clock.instant().isBefore(when)) {
            return Optional.of(new Rest(when, Optional.of(in)));
          }
          next = once(id);
        }
        case Next.Nothing() -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Rest(clock.instant(), Optional.empty()));
  }

  /** Ends every turn after the step that it is at. */
  void stop() {
    stopped = true;
  }

  private Next once(CaseId id) {
    Optional<Case> found = cases.find(id);
    if (found.isEmpty()) {
      return new Next.Nothing();
    }
    Case now = found.get();
    return switch (now.state()) {
      case RUNNING -> step(now);
      case RECEIVED -> when(now, now.received().plus(times.proof()), new CaseEvent.ProofTimeOver());
      case COOLING_OFF -> when(now, now.until().orElseThrow(), new CaseEvent.CoolingOffOver());
      case DEFERRED -> when(now, now.until().orElseThrow(), new CaseEvent.DeferralOver());
      case NEEDS_HUMAN -> now.reason().equals(HELD_UP) ? step(now) : new Next.Nothing();
      case COMPLETED, REFUSED, CANCELLED, EXPIRED -> new Next.Nothing();
    };
  }

  private Next when(Case now, Instant due, CaseEvent then) {
    if (clock.instant().isBefore(due)) {
      return new Next.At(due, now.state());
    }
    return happens(now.id(), then);
  }

  /** Somebody else may have been quicker; then the case is looked at anew. */
  private Next happens(CaseId id, CaseEvent event) {
    try {
      cases.apply(id, event, BY_ITSELF, clock.instant());
    } catch (ChangeRefused changedMeanwhile) {
      LOG.debug("Case {} changed while it was looked at", id);
    }
    return new Next.AtOnce();
  }

  private Next step(Case now) {
    Optional<Step> begun = journal.begin(now.id(), clock.instant());
    if (begun.isEmpty() && now.state() == CaseState.NEEDS_HUMAN) {
      return new Next.AtOnce(); // Somebody was quicker.
    }
    if (begun.isEmpty()) {
      return happens(now.id(), new CaseEvent.WorkDone());
    }
    return new Next.Begun(now, begun.get());
  }

  private StepResult attempt(Case now, Step step) {
    StepWork work = works.get(step.kind());
    if (work == null) {
      return new StepResult.Human("unknown-step", Facts.NONE);
    }
    try {
      return new Errand(now.id() + "/" + step.number(), step.tried().orElseThrow())
          .during(() -> work.attempt(now, step));
    } catch (StoreAtWork e) {
      return new StepResult.Later(
          times.retryAfter(step.attempts()),
          step.result().without(FAILURE).with(WAITS_FOR, "store"));
    } catch (RuntimeException e) {
      LOG.warn(
          "Step {} {} of case {} failed, attempt {}",
          step.number(),
          step.kind(),
          now.id(),
          step.attempts(),
          e);
      return new StepResult.Later(
          times.retryAfter(step.attempts()),
          step.result().without(WAITS_FOR).with(FAILURE, e.getClass().getSimpleName()));
    }
  }

  private Next settle(Case now, Step step, StepResult result) {
    if (now.state() == CaseState.NEEDS_HUMAN && !(result instanceof StepResult.Later)) {
      var _ = happens(now.id(), new CaseEvent.TriedAgain());
    }
    return switch (result) {
      case StepResult.Done done -> followed(journal.done(now.id(), step, done, clock.instant()));
      case StepResult.Later(Duration after, Facts facts) -> later(now, step, after, facts);
      case StepResult.Until(CaseEvent event, Facts facts) -> changing(now, step, facts, event);
      case StepResult.Human(String code, Facts facts) ->
          changing(now, step, facts, new CaseEvent.Troubled(code));
    };
  }

  private static Next followed(JournalStore.Followed followed) {
    return ifMine(
        followed.isWritten(),
        followed
            .next()
            .<Next>map(step -> new Next.Begun(followed.held(), step))
            .orElseGet(Next.AtOnce::new));
  }

  private Next later(Case now, Step step, Duration after, Facts facts) {
    Instant next = clock.instant().plus(after);
    if (isHeldUp(now, step, facts)) {
      Next told = changing(now, step, facts, new CaseEvent.Troubled(HELD_UP));
      return told instanceof Next.AtOnce ? new Next.At(next, CaseState.NEEDS_HUMAN) : told;
    }
    return ifMine(journal.note(now.id(), step, facts), new Next.At(next, now.state()));
  }

  /** A store that has taken a request has a time of its own. */
  private boolean isHeldUp(Case now, Step step, Facts facts) {
    return now.state() == CaseState.RUNNING
        && facts.values().containsKey(FAILURE)
        && !step.tried().orElseThrow().plus(times.heldUp()).isAfter(clock.instant());
  }

  private Next changing(Case now, Step step, Facts facts, CaseEvent event) {
    try {
      return ifMine(
          journal.note(now.id(), step, facts, event, BY_ITSELF, clock.instant()),
          new Next.AtOnce());
    } catch (ChangeRefused changedMeanwhile) {
      LOG.debug("Case {} changed while step {} ran", now.id(), step.number());
      return new Next.AtOnce();
    }
  }

  private static Next ifMine(boolean written, Next next) {
    return written ? next : new Next.Nothing();
  }
}

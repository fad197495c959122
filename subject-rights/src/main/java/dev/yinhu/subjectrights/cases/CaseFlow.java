package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.cases.CaseEvent.Cancelled;
import dev.yinhu.subjectrights.cases.CaseEvent.CoolingOffBegan;
import dev.yinhu.subjectrights.cases.CaseEvent.CoolingOffOver;
import dev.yinhu.subjectrights.cases.CaseEvent.DeferralOver;
import dev.yinhu.subjectrights.cases.CaseEvent.Deferred;
import dev.yinhu.subjectrights.cases.CaseEvent.ExtensionTold;
import dev.yinhu.subjectrights.cases.CaseEvent.PointOfNoReturn;
import dev.yinhu.subjectrights.cases.CaseEvent.ProofTimeOver;
import dev.yinhu.subjectrights.cases.CaseEvent.Refused;
import dev.yinhu.subjectrights.cases.CaseEvent.StaffLate;
import dev.yinhu.subjectrights.cases.CaseEvent.SubjectAnswered;
import dev.yinhu.subjectrights.cases.CaseEvent.SubjectAsked;
import dev.yinhu.subjectrights.cases.CaseEvent.TriedAgain;
import dev.yinhu.subjectrights.cases.CaseEvent.Troubled;
import dev.yinhu.subjectrights.cases.CaseEvent.Verified;
import dev.yinhu.subjectrights.cases.CaseEvent.WorkDone;
import java.util.Optional;

/**
 * What may follow what. The only table of it; a function without memory.
 *
 * <p>Two rules stand above the table. What has ended stays ended. And once the point of no return
 * is passed, a case is neither taken back, refused nor deferred any more: part of the data is gone,
 * and the rest must follow.
 */
final class CaseFlow {
  private CaseFlow() {}

  /**
   * Where a case stands.
   *
   * @param state its state
   * @param committed whether the point of no return is passed
   */
  record Standing(CaseState state, boolean committed) {
    /** How every case begins. */
    static final Standing NEW = new Standing(CaseState.RECEIVED, false);

    private Optional<Standing> to(CaseState next) {
      return Optional.of(new Standing(next, committed));
    }
  }

  /** Where the case stands after the event; empty when it may not happen there. */
  static Optional<Standing> after(Standing now, CaseEvent event) {
    if (now.state().isEnded()) {
      return Optional.empty();
    }
    return switch (event) {
      case Verified _ -> from(now, CaseState.RECEIVED, CaseState.RUNNING);
      case ProofTimeOver _ -> from(now, CaseState.RECEIVED, CaseState.EXPIRED);
      case CoolingOffBegan _ -> uncommitted(now, CaseState.RUNNING, CaseState.COOLING_OFF);
      case CoolingOffOver _ -> from(now, CaseState.COOLING_OFF, CaseState.RUNNING);
      case Deferred _ -> uncommitted(now, CaseState.RUNNING, CaseState.DEFERRED);
      case DeferralOver _ -> from(now, CaseState.DEFERRED, CaseState.RUNNING);
      case PointOfNoReturn _ ->
          now.state() == CaseState.RUNNING
              ? Optional.of(new Standing(CaseState.RUNNING, true))
              : Optional.empty();
      case Troubled _ -> from(now, CaseState.RUNNING, CaseState.NEEDS_HUMAN);
      case TriedAgain _ -> from(now, CaseState.NEEDS_HUMAN, CaseState.RUNNING);
      case WorkDone _ -> from(now, CaseState.RUNNING, CaseState.COMPLETED);
      case Refused _ -> now.committed() ? Optional.empty() : now.to(CaseState.REFUSED);
      case Cancelled _ -> now.committed() ? Optional.empty() : now.to(CaseState.CANCELLED);
      case StaffLate _ -> from(now, CaseState.NEEDS_HUMAN, CaseState.NEEDS_HUMAN);
      case SubjectAsked _, SubjectAnswered _, ExtensionTold _ -> Optional.of(now);
    };
  }

  private static Optional<Standing> from(Standing now, CaseState expected, CaseState next) {
    return now.state() == expected ? now.to(next) : Optional.empty();
  }

  private static Optional<Standing> uncommitted(Standing now, CaseState expected, CaseState next) {
    return now.committed() ? Optional.empty() : from(now, expected, next);
  }
}

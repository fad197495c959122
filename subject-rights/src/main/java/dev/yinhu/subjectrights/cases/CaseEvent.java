package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.clock.ExtensionReason;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Instant;

/** What happens to a case. Each becomes a line of its history, with codes and times only. */
public sealed interface CaseEvent {
  /**
   * Who asks is proven.
   *
   * @param how a stable code, such as {@code vouched}, {@code code} or {@code by-hand}
   */
  record Verified(String how) implements CaseEvent {}

  /** The time in which proof could be brought is over. */
  record ProofTimeOver() implements CaseEvent {}

  /**
   * A time begins in which the person may take it back.
   *
   * @param until from when the work goes on
   */
  record CoolingOffBegan(Instant until) implements CaseEvent {}

  /** That time is over. */
  record CoolingOffOver() implements CaseEvent {}

  /**
   * Something stands against it that ends by itself.
   *
   * @param reason a stable code, such as {@code open-order} or {@code legal-hold}
   * @param until when to look again
   */
  record Deferred(String reason, Instant until) implements CaseEvent {}

  /** It stands against it no more, or is looked at again. */
  record DeferralOver() implements CaseEvent {}

  /** The work begins that cannot be undone; from here on nobody takes the case back. */
  record PointOfNoReturn() implements CaseEvent {}

  /**
   * A step cannot go on by itself.
   *
   * @param code a stable code, such as {@code no-connector}
   */
  record Troubled(String code) implements CaseEvent {}

  /** Somebody has seen to it: the step is tried again. */
  record TriedAgain() implements CaseEvent {}

  /** The last step is done. */
  record WorkDone() implements CaseEvent {}

  /**
   * Refused.
   *
   * @param code why
   */
  record Refused(RefusalCode code) implements CaseEvent {}

  /**
   * Taken back.
   *
   * @param by a stable code: {@code requester}, {@code subject} (the stop action of an old contact)
   *     or {@code staff}
   */
  record Cancelled(String by) implements CaseEvent {}

  /**
   * The person was asked for something without which the work cannot go on; clocks stand.
   *
   * @param code for what, a stable code such as {@code proof-of-relation}
   */
  record SubjectAsked(String code) implements CaseEvent {}

  /** The person gave it. */
  record SubjectAnswered() implements CaseEvent {}

  /**
   * The person was told that the answer takes longer.
   *
   * @param reason why
   */
  record ExtensionTold(ExtensionReason reason) implements CaseEvent {}

  /** Staff had until now to answer, and did not. */
  record StaffLate() implements CaseEvent {}

  /** Whether it is only written down, and the case stands where it stood. */
  default boolean isNote() {
    return this instanceof SubjectAsked
        || this instanceof SubjectAnswered
        || this instanceof ExtensionTold
        || this instanceof StaffLate;
  }
}

package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import java.util.Optional;

/** How an event stands in the history: its name, its facts, and the reason that it leaves. */
final class EventWords {
  static final String RECEIVED = "received";
  static final String VERIFIED = "verified";
  static final String SUBJECT_ASKED = "subject-asked";
  static final String SUBJECT_ANSWERED = "subject-answered";
  static final String EXTENSION_TOLD = "extension-told";
  static final String STAFF_LATE = "staff-late";

  private EventWords() {}

  static String name(CaseEvent event) {
    return switch (event) {
      case CaseEvent.Verified _ -> VERIFIED;
      case CaseEvent.ProofTimeOver _ -> "proof-time-over";
      case CaseEvent.CoolingOffBegan _ -> "cooling-off-began";
      case CaseEvent.CoolingOffOver _ -> "cooling-off-over";
      case CaseEvent.Deferred _ -> "deferred";
      case CaseEvent.DeferralOver _ -> "deferral-over";
      case CaseEvent.PointOfNoReturn _ -> "point-of-no-return";
      case CaseEvent.Troubled _ -> "troubled";
      case CaseEvent.TriedAgain _ -> "tried-again";
      case CaseEvent.WorkDone _ -> "work-done";
      case CaseEvent.Refused _ -> "refused";
      case CaseEvent.Cancelled _ -> "cancelled";
      case CaseEvent.SubjectAsked _ -> SUBJECT_ASKED;
      case CaseEvent.SubjectAnswered _ -> SUBJECT_ANSWERED;
      case CaseEvent.ExtensionTold _ -> EXTENSION_TOLD;
      case CaseEvent.StaffLate _ -> STAFF_LATE;
    };
  }

  /** Whether the person is told of it, if there is a way. */
  static boolean isTold(CaseEvent event) {
    return switch (event) {
      case CaseEvent.Verified _,
          CaseEvent.CoolingOffBegan _,
          CaseEvent.SubjectAsked _,
          CaseEvent.Refused _,
          CaseEvent.WorkDone _ ->
          true;
      case CaseEvent.ProofTimeOver _,
          CaseEvent.CoolingOffOver _,
          CaseEvent.Deferred _,
          CaseEvent.DeferralOver _,
          CaseEvent.PointOfNoReturn _,
          CaseEvent.Troubled _,
          CaseEvent.TriedAgain _,
          CaseEvent.Cancelled _,
          CaseEvent.SubjectAnswered _,
          CaseEvent.ExtensionTold _,
          CaseEvent.StaffLate _ ->
          false;
    };
  }

  static Facts facts(CaseEvent event) {
    Facts facts = Facts.NONE;
    String reason = reason(event);
    if (!reason.isEmpty()) {
      facts = facts.with("reason", reason);
    }
    Optional<Instant> until = until(event);
    return until.isPresent() ? facts.with("until", until.get().toString()) : facts;
  }

  /** The code of the event; empty when it has none. */
  static String reason(CaseEvent event) {
    return switch (event) {
      case CaseEvent.Verified(String how) -> how;
      case CaseEvent.Deferred(String reason, Instant _) -> reason;
      case CaseEvent.Troubled(String code) -> code;
      case CaseEvent.Refused(var code) -> code.wire();
      case CaseEvent.Cancelled(String by) -> by;
      case CaseEvent.SubjectAsked(String code) -> code;
      case CaseEvent.ExtensionTold(var reason) -> reason.wire();
      case CaseEvent.ProofTimeOver _,
          CaseEvent.CoolingOffBegan _,
          CaseEvent.CoolingOffOver _,
          CaseEvent.DeferralOver _,
          CaseEvent.PointOfNoReturn _,
          CaseEvent.TriedAgain _,
          CaseEvent.SubjectAnswered _,
          CaseEvent.StaffLate _,
          CaseEvent.WorkDone _ ->
          "";
    };
  }

  /** Until when the state lasts that the event leads to, where it ends by itself. */
  static Optional<Instant> until(CaseEvent event) {
    return switch (event) {
      case CaseEvent.CoolingOffBegan(Instant until) -> Optional.of(until);
      case CaseEvent.Deferred(String _, Instant until) -> Optional.of(until);
      case CaseEvent.Verified _,
          CaseEvent.ProofTimeOver _,
          CaseEvent.CoolingOffOver _,
          CaseEvent.DeferralOver _,
          CaseEvent.PointOfNoReturn _,
          CaseEvent.Troubled _,
          CaseEvent.TriedAgain _,
          CaseEvent.WorkDone _,
          CaseEvent.Refused _,
          CaseEvent.Cancelled _,
          CaseEvent.SubjectAsked _,
          CaseEvent.SubjectAnswered _,
          CaseEvent.ExtensionTold _,
          CaseEvent.StaffLate _ ->
          Optional.empty();
    };
  }
}

package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.incident.Cause;
import dev.yinhu.breachresponse.incident.EvidenceBook;
import dev.yinhu.breachresponse.incident.IncidentTimes;
import dev.yinhu.breachresponse.incident.Opening;
import dev.yinhu.service.http.InvalidMember;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about incidents. */
final class IncidentBody {
  private IncidentBody() {}

  /** The three times, each of which may be left out; see {@link IncidentTimes}. */
  private static IncidentTimes timesOf(
      @Nullable String from,
      @Nullable String to,
      @Nullable String detected,
      @Nullable String aware,
      Instant now) {
    Instant known = time(aware, "aware").orElse(now);
    Instant noticed = time(detected, "detected").orElse(known);
    return checked(
        "",
        () ->
            new IncidentTimes(
                time(from, "occurred_from"), time(to, "occurred_to"), noticed, known));
  }

  record Open(
      String title,
      @Nullable String owner,
      @Nullable String occurred_from,
      @Nullable String occurred_to,
      @Nullable String detected,
      @Nullable String aware) {
    Open {
      var _ = reasonOf(title, "title");
      var _ = timesOf(occurred_from, occurred_to, detected, aware, Instant.MAX);
    }

    Opening opening(String caller, InstantSource clock) {
      IncidentTimes times = timesOf(occurred_from, occurred_to, detected, aware, clock.instant());
      return new Opening(
          reasonOf(title, "title"), false, owner == null ? caller : owner, Optional.of(times));
    }
  }

  record Advance(String to) {
    Advance {
      var _ = state(to);
    }

    IncidentState wanted() {
      return state(to);
    }

    private static IncidentState state(@Nullable String text) {
      return checked("to", () -> IncidentState.parse(InvalidMember.required(text, "to")));
    }
  }

  record Why(String reason) {
    Why {
      var _ = reasonOf(reason, "reason");
    }

    Reason why() {
      return reasonOf(reason, "reason");
    }
  }

  record Times(
      @Nullable String occurred_from,
      @Nullable String occurred_to,
      String detected,
      String aware,
      String reason) {
    Times {
      var _ = InvalidMember.required(detected, "detected");
      var _ = InvalidMember.required(aware, "aware");
      var _ = timesOf(occurred_from, occurred_to, detected, aware, Instant.MAX);
      var _ = reasonOf(reason, "reason");
    }

    IncidentTimes times() {
      return timesOf(occurred_from, occurred_to, detected, aware, Instant.MAX);
    }
  }

  record Assign(String owner) {
    Assign {
      var _ = word(owner, "owner");
    }
  }

  record Note(String text) {
    Note {
      var _ = remarkOf(text, "text");
    }

    Remark remark() {
      return remarkOf(text, "text");
    }
  }

  record Task(String title, String owner, String due) {
    Task {
      var _ = reasonOf(title, "title");
      var _ = word(owner, "owner");
      var _ = instant(due, "due");
    }

    Instant dueAt() {
      return instant(due, "due");
    }
  }

  record Done(String outcome) {
    Done {
      var _ = reasonOf(outcome, "outcome");
    }
  }

  record Secured(
      String name, String sha256, Long bytes, String kept_where, String holder, String reason) {
    Secured {
      var _ = found(name, sha256, bytes, kept_where, holder);
      var _ = reasonOf(reason, "reason");
    }

    EvidenceBook.Found found() {
      return found(name, sha256, bytes, kept_where, holder);
    }

    private static EvidenceBook.Found found(
        @Nullable String name,
        @Nullable String sha256,
        @Nullable Long bytes,
        @Nullable String where,
        @Nullable String holder) {
      return checked(
          "",
          () ->
              new EvidenceBook.Found(
                  reasonOf(name, "name"),
                  InvalidMember.required(sha256, "sha256"),
                  InvalidMember.required(bytes, "bytes"),
                  reasonOf(where, "kept_where"),
                  word(holder, "holder")));
    }
  }

  record Custody(String act, String holder, String reason) {
    Custody {
      var _ = InvalidMember.required(act, "act");
      var _ = word(holder, "holder");
      var _ = reasonOf(reason, "reason");
    }
  }

  record Ask(String what, String reason, @Nullable Integer hours) {
    private static final int USUAL_HOURS = 24;

    Ask {
      var _ = wish(what, reason, hours);
    }

    Approvals.Wish wish() {
      return wish(what, reason, hours);
    }

    private static Approvals.Wish wish(
        @Nullable String what, @Nullable String reason, @Nullable Integer hours) {
      return checked(
          "",
          () ->
              new Approvals.Wish(
                  InvalidMember.required(what, "what"),
                  reasonOf(reason, "reason"),
                  Duration.ofHours(hours == null ? USUAL_HOURS : hours)));
    }
  }

  record Learned(String cause, String findings) {
    Learned {
      var _ = cause(cause);
      var _ = remarkOf(findings, "findings");
    }

    Cause root() {
      return cause(cause);
    }

    Remark remark() {
      return remarkOf(findings, "findings");
    }

    private static Cause cause(@Nullable String text) {
      return checked("cause", () -> Cause.parse(InvalidMember.required(text, "cause")));
    }
  }

  record Corrective(String title, String owner, String due) {
    Corrective {
      var _ = reasonOf(title, "title");
      var _ = word(owner, "owner");
      var _ = day(due);
    }

    LocalDate dueDay() {
      return day(due);
    }

    private static LocalDate day(@Nullable String text) {
      try {
        return LocalDate.parse(InvalidMember.required(text, "due"));
      } catch (DateTimeException e) {
        throw new InvalidMember("due", "a date such as 2026-12-31");
      }
    }
  }

  record Changed(String reference) {
    Changed {
      var _ = reasonOf(reference, "reference");
    }
  }

  static Reason reasonOf(@Nullable String text, String member) {
    String given = InvalidMember.required(text, member);
    Optional<Reason.Fault> fault = Reason.fault(given);
    if (fault.isPresent()) {
      throw new InvalidMember(member, "a text without personal data; found " + fault.get());
    }
    return new Reason(given);
  }

  private static Remark remarkOf(@Nullable String text, String member) {
    return checked(member, () -> new Remark(InvalidMember.required(text, member)));
  }

  static String word(@Nullable String text, String member) {
    String given = InvalidMember.required(text, member);
    if (!given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new InvalidMember(member, "a caller's name or the code of a member of staff");
    }
    return given;
  }

  static Optional<Instant> time(@Nullable String text, String member) {
    return text == null ? Optional.empty() : Optional.of(instant(text, member));
  }

  private static Instant instant(@Nullable String text, String member) {
    return SignalBody.time(text, member);
  }

  /** What a value's own constructor says is wrong. */
  static <T> T checked(String member, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidMember(member, "something else: " + e.getMessage());
    }
  }
}

package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.piiscanner.finding.Decision;
import dev.yinhu.piiscanner.finding.Triage;
import dev.yinhu.service.http.InvalidMember;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/findings/{id}/triage}. */
record TriageBody(
    String state, @Nullable String note, @Nullable String assignee, @Nullable String until) {
  TriageBody {
    if (Triage.of(InvalidMember.required(state, "state")).isEmpty()) {
      throw new InvalidMember(
          "state", "one of open, confirmed, false-positive, accepted and resolved");
    }
    if (assignee != null) {
      checkAssignee(assignee);
    }
    if (state.equals(Triage.ACCEPTED.text()) == (until == null)) {
      throw new InvalidMember("until", "the last day of an acceptance, and nothing with others");
    }
    var _ = day(until);
  }

  private static void checkAssignee(String code) {
    try {
      var _ = new Actor(code);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("assignee", Actor.EXPECTED);
    }
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw new InvalidMember("until", "a date such as 2026-12-31");
    }
  }

  Decision decision(String caller) {
    return new Decision(
        Triage.of(state).orElseThrow(),
        caller,
        Optional.ofNullable(note),
        Optional.ofNullable(assignee),
        day(until));
  }

  /** Without the note. */
  @Override
  public String toString() {
    return "TriageBody[" + state + "]";
  }
}

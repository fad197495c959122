package dev.yinhu.piiscanner.finding;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What somebody makes of a finding.
 *
 * @param by name of the caller
 * @param note why; checked to be without personal data before it comes here
 * @param until the last day; there exactly when it is accepted
 */
public record Decision(
    Triage triage,
    String by,
    Optional<String> note,
    Optional<String> assignee,
    Optional<LocalDate> until) {
  /** Checks that an acceptance ends, and nothing else does. */
  public Decision {
    if ((triage == Triage.ACCEPTED) != until.isPresent()) {
      throw new IllegalArgumentException(
          "an acceptance has a last day, and nothing else has: give until with accepted");
    }
  }
}

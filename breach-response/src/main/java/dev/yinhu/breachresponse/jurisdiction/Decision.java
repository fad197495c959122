package dev.yinhu.breachresponse.jurisdiction;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody decided about a duty. The last one of a duty stands; earlier ones stay.
 *
 * @param number grows with time over all incidents
 * @param duty about which
 * @param choice what
 * @param ground the code of the law's ground; present exactly when they are not told
 * @param reason why, in words that name nobody
 * @param evidence the number or hash of what proves the ground; present exactly when there is one
 * @param by who
 * @param at when
 * @param approval by another person; needed when they are not told, else absent
 */
public record Decision(
    long number,
    DutyName duty,
    Choice choice,
    Optional<String> ground,
    String reason,
    Optional<String> evidence,
    String by,
    Instant at,
    Optional<Approval> approval) {

  /** That another person agreed. */
  public record Approval(String by, Instant at) {}

  /** Whether it counts: not while an approval is missing, and not when it withdraws. */
  public boolean effective() {
    return switch (choice) {
      case TELL -> true;
      case DO_NOT_TELL -> approval.isPresent();
      case WITHDRAWN -> false;
    };
  }

  /** A reason is free text: it stands in no log message. */
  @Override
  public String toString() {
    return "Decision[%d, %s, %s]".formatted(number, duty, choice.wire());
  }
}

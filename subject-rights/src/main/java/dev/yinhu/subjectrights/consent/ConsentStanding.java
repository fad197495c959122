package dev.yinhu.subjectrights.consent;

import dev.yinhu.register.Purpose;
import java.time.Instant;
import java.util.Optional;

/**
 * How a person's consent to a purpose stands.
 *
 * @param decision the last one; empty when there is none
 * @param since when it was made
 * @param quietUntil until when they are not to be asked again; empty when they may be
 */
public record ConsentStanding(
    Purpose purpose,
    Optional<Decision> decision,
    Optional<Instant> since,
    Optional<Instant> quietUntil) {
  /** Whether the person may be asked now: not while they consent, and not in a quiet period. */
  public boolean mayAsk() {
    return decision.filter(Decision.GIVEN::equals).isEmpty() && quietUntil.isEmpty();
  }
}

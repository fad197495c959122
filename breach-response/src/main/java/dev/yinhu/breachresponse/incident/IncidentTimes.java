package dev.yinhu.breachresponse.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * The three times of an incident, which are never the same thing.
 *
 * @param occurredFrom when it began, as far as is known
 * @param occurredTo when it ended; empty while it goes on or nobody knows
 * @param detected when somebody or something first noticed
 * @param aware when the organisation knew with reasonable certainty (EDPB Guidelines 9/2022,
 *     section II.A.2): the clocks start here
 */
public record IncidentTimes(
    Optional<Instant> occurredFrom, Optional<Instant> occurredTo, Instant detected, Instant aware) {
  /**
   * @throws IllegalArgumentException when they contradict each other
   */
  public IncidentTimes {
    if (detected.isAfter(aware)) {
      throw new IllegalArgumentException(
          "nobody is aware of an incident before it is detected: correct one of the two times");
    }
    if (occurredFrom.isPresent()
        && occurredTo.isPresent()
        && occurredFrom.get().isAfter(occurredTo.get())) {
      throw new IllegalArgumentException("an incident does not end before it begins");
    }
    if (occurredFrom.isPresent() && occurredFrom.get().isAfter(detected)) {
      throw new IllegalArgumentException("an incident is not detected before it begins");
    }
  }

  /** Noticed and known at that time; nothing known of when it happened. */
  public static IncidentTimes knownAt(Instant now) {
    return new IncidentTimes(Optional.empty(), Optional.empty(), now, now);
  }
}

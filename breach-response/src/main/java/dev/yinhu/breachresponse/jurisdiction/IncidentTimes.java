package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.Optional;

/** Asks the room of incidents for what clocks start with. */
@FunctionalInterface
public interface IncidentTimes {
  /**
   * The times of an incident.
   *
   * @param aware since when the organisation knows
   * @param handled when handling ended; empty while it goes on, also when it was reopened
   */
  record Times(Instant aware, Optional<Instant> handled) {}

  /**
   * As they stand now.
   *
   * @throws dev.yinhu.breachresponse.ActRefused when there is no such incident
   */
  Times of(IncidentId incident);
}

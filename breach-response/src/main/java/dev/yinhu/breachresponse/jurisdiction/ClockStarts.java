package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.Optional;

/** Asks the room of incidents for what clocks start with. */
@FunctionalInterface
public interface ClockStarts {
  /**
   * The times of an incident.
   *
   * @param aware since when the organisation knows
   * @param handled when handling ended, which is when the cause was removed; empty while it goes
   *     on, also after it was opened again
   */
  record Start(Instant aware, Optional<Instant> handled) {}

  /**
   * As they stand now. Reads only, without waiting for a lock.
   *
   * @throws dev.yinhu.breachresponse.BreachException when there is no such incident
   */
  Start of(IncidentId incident);
}

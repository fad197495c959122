package dev.yinhu.breachresponse.warning;

import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that may be a leak.
 *
 * @param reference what it is called where it comes from, such as the id of a signal
 * @param drill true when it belongs to an exercise
 * @param title in few words
 * @param occurredFrom when it began, as far as is known
 * @param raised when it was noticed
 * @param snoozedUntil until when somebody put it off
 */
public record Warning(
    long id,
    WarningSource source,
    String reference,
    boolean drill,
    String title,
    Severity severity,
    Optional<Instant> occurredFrom,
    Optional<Instant> occurredTo,
    Instant raised,
    Optional<Instant> snoozedUntil,
    Optional<Settled> settled) {
  /**
   * A decision of a person.
   *
   * @param incident that goes on with it, when it was promoted
   */
  public record Settled(
      Triage result, String reason, String by, Instant at, Optional<IncidentId> incident) {}
}

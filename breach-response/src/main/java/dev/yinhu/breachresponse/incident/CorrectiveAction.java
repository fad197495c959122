package dev.yinhu.breachresponse.incident;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is changed so that it does not happen again.
 *
 * @param due the last day
 */
public record CorrectiveAction(
    long id, IncidentId incident, String title, String owner, LocalDate due, Optional<Done> done) {
  /**
   * That it is changed.
   *
   * @param reference what was changed: a version of the register, a rule, a ticket
   */
  public record Done(Instant at, String by, String reference) {}
}

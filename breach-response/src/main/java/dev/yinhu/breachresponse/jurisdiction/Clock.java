package dev.yinhu.breachresponse.jurisdiction;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The clock of a duty. It never pauses.
 *
 * @param duty whose
 * @param stage what must be done
 * @param start when it began
 * @param due the last moment in time
 * @param byLaw whether the law gives the time; else it is the organisation's own target
 */
public record Clock(DutyName duty, Stage stage, Instant start, Instant due, boolean byLaw) {
  /** The clock of telling: it runs since awareness, whenever the duty turned out to be in force. */
  public static Clock sinceAwareness(Duty duty, Instant aware, ZoneId zone) {
    Instant due = duty.within().after(aware, zone);
    return new Clock(duty.name(), Stage.FIRST, aware, due, duty.byLaw());
  }

  /** Whether that moment is after the last one in time. */
  public boolean late(Instant at) {
    return at.isAfter(due);
  }

  /** How long it has run; nothing before it began. */
  public Duration elapsed(Instant at) {
    return at.isBefore(start) ? Duration.ZERO : Duration.between(start, at);
  }
}

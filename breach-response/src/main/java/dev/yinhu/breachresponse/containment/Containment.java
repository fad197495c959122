package dev.yinhu.breachresponse.containment;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was held back for an incident.
 *
 * @param number grows over all incidents
 * @param measure what, and how
 * @param reason why, in a sentence
 * @param startedAt when it began
 * @param startedBy who began it
 * @param until when it ends by itself; empty for not before somebody lifts it
 * @param logFrom size of the access log when it began
 * @param lifted who lifted it and when; empty when nobody did
 */
public record Containment(
    long number,
    IncidentId incident,
    Measure measure,
    Reason reason,
    Instant startedAt,
    String startedBy,
    Optional<Instant> until,
    long logFrom,
    Optional<Lifted> lifted) {
  private static final String MARK = "containment-";

  /** The end by hand. */
  public record Lifted(Instant at, String by) {}

  /** Whether it holds at that time. */
  public boolean isActive(Instant now) {
    return lifted.isEmpty() && until.map(now::isBefore).orElse(true);
  }

  /** The code by which the access log tells that it refused an item. */
  public String mark() {
    return mark(number);
  }

  static String mark(long number) {
    return MARK + number;
  }

  /** The number in what {@link #mark} gives. */
  static long number(String mark) {
    return Long.parseLong(mark.substring(MARK.length()));
  }
}

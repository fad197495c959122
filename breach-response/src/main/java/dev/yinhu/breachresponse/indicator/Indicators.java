package dev.yinhu.breachresponse.indicator;

import dev.yinhu.breachresponse.incident.CorrectiveAction;
import java.time.Instant;
import java.util.List;

/**
 * How incidents were handled that were detected from a time to before another.
 *
 * @param incidents the real ones
 * @param drills exercises, by the clock on the wall; their scores have the times of the drill
 * @param overdue corrective actions whose last day is over, of real incidents of any time; the
 *     longest overdue first
 * @param whole whether all incidents of the time are in it: more than some thousand are not
 */
public record Indicators(
    Instant from,
    Instant to,
    Group incidents,
    Group drills,
    List<CorrectiveAction> overdue,
    boolean whole) {
  /** Copies the list. */
  public Indicators {
    overdue = List.copyOf(overdue);
  }
}

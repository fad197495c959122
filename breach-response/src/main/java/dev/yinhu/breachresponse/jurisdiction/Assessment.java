package dev.yinhu.breachresponse.jurisdiction;

import java.time.Instant;
import java.util.List;

/**
 * What was known and what followed from it. Kept as it was, whatever is found later.
 *
 * @param number grows with time over all incidents
 * @param at when
 * @param by who
 * @param aware since when the organisation knew, as it stood then
 * @param facts what was known
 * @param clocks those of the duties that held by it, by name
 */
public record Assessment(
    long number, Instant at, String by, Instant aware, Facts facts, List<Clock> clocks) {
  /** Copies the list. */
  public Assessment {
    clocks = List.copyOf(clocks);
  }
}

package dev.yinhu.register.calendar;

import java.time.Instant;

/**
 * When something must be done.
 *
 * @param at the last instant that is in time
 * @param provisional whether days were counted of which the calendar has no checked data, so that
 *     the true time may be another
 */
public record Due(Instant at, boolean provisional) {
  /** Whether something done then was in time: the due instant itself still is. */
  public boolean isKeptBy(Instant done) {
    return !done.isAfter(at);
  }
}

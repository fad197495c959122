package dev.yinhu.register;

import java.time.Duration;

/**
 * At most so many fields in so much time.
 *
 * @param count at least 1, at most one for each nanosecond of the time
 * @param per longer than zero, at most a day
 */
public record BurstLimit(long count, Duration per) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public BurstLimit {
    if (count < 1) {
      throw new IllegalArgumentException("burst count is " + count + ": give at least 1");
    }
    if (!per.isPositive() || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "burst period is " + per + ": give more than zero and at most a day");
    }
    if (count > per.toNanos()) {
      throw new IllegalArgumentException(
          "burst count is " + count + " in " + per + ": give at most one per nanosecond");
    }
  }
}

package dev.yinhu.subjectrights.erasure;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How deletions are carried out.
 *
 * @param coolingOff for how long the person may still take it back; zero for no such time
 * @param lookAgain after how long something that stands against it is looked at again
 * @param sweepPause how long to wait between two looks for rows that came in meanwhile
 * @param zone whose days count
 */
public record DeletionSettings(
    Duration coolingOff, Duration lookAgain, Duration sweepPause, ZoneId zone) {
  /** What a service uses when nothing else is said: a week, a day, a second. */
  public static final DeletionSettings USUAL =
      new DeletionSettings(
          Duration.ofDays(7),
          Duration.ofDays(1),
          Duration.ofSeconds(1),
          ZoneId.of("Asia/Shanghai"));

  /**
   * @throws IllegalArgumentException when one is negative, or nothing would ever be looked at again
   */
  public DeletionSettings {
    if (coolingOff.isNegative() || sweepPause.isNegative() || !lookAgain.isPositive()) {
      throw new IllegalArgumentException("times of a deletion are not negative");
    }
  }
}

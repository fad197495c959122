package dev.yinhu.notices;

import java.time.Duration;

/**
 * How one channel is used by one node.
 *
 * @param concurrency how many are sent at once, 1 to 256
 * @param perSecond how many are begun in a second at most, 1 to 100,000
 * @param tries after how many a notice goes on to its next channel, 1 to 100
 * @param firstPause after the first failure; doubled with each more
 * @param longestPause the most that it grows to
 * @param askEvery how often a gateway that can be asked is asked about what it has taken
 * @param downAfter after how many failures of the channel in a row it is left alone
 * @param downPause for how long; then one notice is tried
 */
public record LineSettings(
    int concurrency,
    int perSecond,
    int tries,
    Duration firstPause,
    Duration longestPause,
    Duration askEvery,
    int downAfter,
    Duration downPause) {

  /** Checks the bounds. */
  public LineSettings {
    within("concurrency", concurrency, 256);
    within("perSecond", perSecond, 100_000);
    within("tries", tries, 100);
    within("downAfter", downAfter, 1_000_000);
    positive(firstPause);
    positive(longestPause);
    positive(askEvery);
    positive(downPause);
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s is from 1 to %d".formatted(name, most));
    }
  }

  private static void positive(Duration pause) {
    if (pause.compareTo(Duration.ofMillis(1)) < 0 || pause.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("a pause of a channel is from 1 ms to 1 day");
    }
  }

  /** 16 at once, 200 a second, 8 tries from 2 s to 5 min apart. */
  public static LineSettings standard() {
    return new LineSettings(
        16,
        200,
        8,
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        20,
        Duration.ofSeconds(15));
  }
}

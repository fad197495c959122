package dev.yinhu.database;

import java.time.Duration;

/** A bounded wait by polling. Not thread-safe. */
final class Deadline {
  private static final long LONGEST_PAUSE_MILLIS = 25;

  private final long end;
  private long pauseMillis = 1;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean over() {
    return System.nanoTime() - end >= 0;
  }

  /** Waits a little (1 to 25 ms, growing); false at once when the time is over. */
  boolean pause() throws InterruptedException {
    if (over()) {
      return false;
    }
    Thread.sleep(pauseMillis);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    return true;
  }
}

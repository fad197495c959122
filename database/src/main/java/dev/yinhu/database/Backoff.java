package dev.yinhu.database;

/** Pauses between attempts: 50 ms, and doubled after each that failed up to 5 s. One thread. */
final class Backoff {
  static final long LONGEST_MILLIS = 5_000;
  private static final long FIRST_MILLIS = 50;

  private long millis = FIRST_MILLIS;

  /** The pause after an attempt, short again after a good one. */
  long millisAfter(boolean good) {
    millis = good ? FIRST_MILLIS : Math.min(LONGEST_MILLIS, millis * 2);
    return millis;
  }
}

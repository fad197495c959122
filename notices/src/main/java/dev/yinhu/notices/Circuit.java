package dev.yinhu.notices;

import java.util.function.LongSupplier;

/**
 * Leaves a channel alone that fails again and again, and then lets one through now and then to see.
 * It says how many may be taken from the outbox, which is why it is not a library's: those guard a
 * call that is already at hand. Thread-safe.
 */
final class Circuit {
  private final int downAfter;
  private final long pauseNanos;
  private final LongSupplier nanos;
  private int failures;
  private long nextProbe;

  Circuit(LineSettings settings, LongSupplier nanos) {
    this.downAfter = settings.downAfter();
    this.pauseNanos = settings.downPause().toNanos();
    this.nanos = nanos;
  }

  /** How many of those wanted may be tried now; asked by one thread. */
  synchronized int allowed(int wanted) {
    if (failures < downAfter) {
      return wanted;
    }
    if (nanos.getAsLong() - nextProbe < 0) {
      return 0;
    }
    nextProbe = nanos.getAsLong() + pauseNanos;
    return Math.min(1, wanted);
  }

  synchronized void worked() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(failures + 1, downAfter);
    if (failures == downAfter) {
      nextProbe = nanos.getAsLong() + pauseNanos;
    }
  }

  synchronized boolean isDown() {
    return failures >= downAfter;
  }
}

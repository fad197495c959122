package dev.yinhu.accessaudit.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails the test when it does not come true in half a minute. */
final class Until {
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();

  private Until() {}

  static void isTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not come true within 30 s");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}

package dev.yinhu.accessaudit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails the test when it does not come true in half a minute. */
public final class Until {
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();

  private Until() {}

  /** Returns when it is true. */
  public static void isTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not come true within half a minute");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}

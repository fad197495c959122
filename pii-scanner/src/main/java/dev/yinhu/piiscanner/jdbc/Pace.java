package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps to so many rows a second over all tables: after each batch it waits as long as the batch is
 * worth. Time that was lost elsewhere is not made up for beyond a second. For one thread.
 */
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final OptionalInt rowsPerSecond;
  private final LongSupplier nanos;
  private final Pause pause;
  private long next;

  Pace(OptionalInt rowsPerSecond, LongSupplier nanos, Pause pause) {
    this.rowsPerSecond = rowsPerSecond;
    this.nanos = nanos;
    this.pause = pause;
    this.next = nanos.getAsLong();
  }

  /** So many rows were read: blocks until more may be. */
  void took(long rows) throws InterruptedException {
    if (rowsPerSecond.isEmpty()) {
      return;
    }
    next = Math.max(next, nanos.getAsLong() - SECOND) + rows * SECOND / rowsPerSecond.getAsInt();
    long wait = next - nanos.getAsLong();
    if (wait > 0) {
      pause.of(Duration.ofNanos(wait));
    }
  }
}

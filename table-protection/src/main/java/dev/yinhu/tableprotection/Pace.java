package dev.yinhu.tableprotection;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps to so many rows a second: who took a batch waits as long as the batch is worth. Time that
 * was lost elsewhere is not made up for beyond a second. For one thread.
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

  /** Blocks until so many more rows may be read. */
  void take(int rows) throws InterruptedException {
    if (rowsPerSecond.isEmpty()) {
      return;
    }
    long now = nanos.getAsLong();
    next = Math.max(next, now - SECOND);
    if (next > now) {
      pause.of(Duration.ofNanos(next - now));
    }
    next += rows * SECOND / rowsPerSecond.getAsInt();
  }
}

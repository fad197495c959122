package dev.yinhu.database;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps whoever walks through large tables to so many rows a second: who took a batch waits as long
 * as the batch is worth. Time that was lost elsewhere is not made up for beyond a second. For one
 * thread.
 */
public final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final OptionalInt rowsPerSecond;
  private final LongSupplier nanos;
  private final Pause pause;
  private long next;

  /**
   * Beginning now.
   *
   * @param rowsPerSecond above zero; empty for no limit
   * @param nanos a clock that only goes forward, as {@link System#nanoTime}
   * @param pause how to wait
   */
  public Pace(OptionalInt rowsPerSecond, LongSupplier nanos, Pause pause) {
    this.rowsPerSecond = rowsPerSecond;
    this.nanos = nanos;
    this.pause = pause;
    this.next = nanos.getAsLong();
  }

  /** Blocks until so many more rows may be read; 0 or more. */
  public void take(long rows) throws InterruptedException {
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

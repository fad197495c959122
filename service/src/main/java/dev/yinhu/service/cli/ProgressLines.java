package dev.yinhu.service.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far a walk through a table is, a line every ten seconds on standard error: for logs, where a
 * bar would be noise. For one thread.
 */
final class ProgressLines {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Console console;
  private final String what;
  private final long estimatedRows;
  private final LongSupplier nanos;
  private final long start;
  private long told;
  private long rows;

  ProgressLines(Console console, String phase, int pass, long estimatedRows, LongSupplier nanos) {
    this.console = console;
    this.what = pass == 1 ? phase : phase + ", pass " + pass;
    this.estimatedRows = pass == 1 ? estimatedRows : 0;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.told = start;
  }

  void advance(long more) {
    rows += more;
    long now = nanos.getAsLong();
    if (now - told >= EVERY_NANOS) {
      told = now;
      console.note(line(now - start));
    }
  }

  private String line(long passedNanos) {
    double rate = rows / (passedNanos / (double) TimeUnit.SECONDS.toNanos(1));
    String done = "%s: %,d rows, %,.0f a second".formatted(what, rows, rate);
    if (estimatedRows <= rows) {
      return done;
    }
    return "%s; about %,d rows and %,.0f s left"
        .formatted(done, estimatedRows - rows, (estimatedRows - rows) / rate);
  }
}

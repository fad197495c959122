package dev.yinhu.service.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Tells every few seconds on standard error how many entries are verified. Thread-safe. */
final class VerifyProgress {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Console console;
  private final LongSupplier nanos;
  private final long start;
  private final AtomicLong next;

  VerifyProgress(Console console, LongSupplier nanos) {
    this.console = console;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.next = new AtomicLong(EVERY_NANOS);
  }

  void verified(long entries) {
    long passed = nanos.getAsLong() - start;
    long due = next.get();
    if (passed >= due && next.compareAndSet(due, passed + EVERY_NANOS)) {
      double seconds = passed / (double) TimeUnit.SECONDS.toNanos(1);
      console.note(
          "已验证 %,d 条 · %,d entries verified, %,.0f a second"
              .formatted(entries, entries, entries / seconds));
    }
  }
}

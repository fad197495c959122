package dev.yinhu.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The clock that all peers are measured by: the median of five rounds after warming up. */
final class PeerClock {
  private static final int ROUNDS = 5;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);

  private PeerClock() {}

  static void measure(String name, Runnable protect, Runnable reveal) {
    System.out.printf("%s protect %d%n", name, median(protect));
    System.out.printf("%s reveal %d%n", name, median(reveal));
  }

  private static long median(Runnable work) {
    round(work, WARM_UP_NANOS);
    long[] rounds = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rounds[i] = round(work, ROUND_NANOS);
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  private static long round(Runnable work, long nanos) {
    long start = System.nanoTime();
    long count = 0;
    long passed;
    do {
      work.run();
      count++;
      passed = System.nanoTime() - start;
    } while (passed < nanos);
    return passed / count;
  }
}

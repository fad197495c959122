package dev.yinhu.benchmarks.peer;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/** The record that is measured, as in the other benchmarks, and the clock. */
final class PeerRecord {
  static final List<String> VALUES =
      List.of(
          "13812345678",
          "zhangwei1987@example.com",
          "张伟",
          "330106198703122416",
          "浙江省杭州市西湖区学院路215号翠湖小区3栋2单元1502室",
          "6222021234567890128");

  private static final int ROUNDS = 5;
  private static final long WARM_UP_NANOS = 5_000_000_000L;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static volatile int sink;

  private PeerRecord() {}

  static String field(int i) {
    return "shop.users.field" + i;
  }

  /** Prints the median of five rounds of two seconds after five seconds of warming up. */
  static void measure(String name, IntSupplier protect, IntSupplier reveal) {
    System.out.printf("%s protect %d%n", name, median(protect));
    System.out.printf("%s reveal %d%n", name, median(reveal));
  }

  private static long median(IntSupplier work) {
    round(work, WARM_UP_NANOS);
    long[] rounds = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rounds[i] = round(work, ROUND_NANOS);
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  private static long round(IntSupplier work, long nanos) {
    long start = System.nanoTime();
    long count = 0;
    long passed;
    do {
      sink = work.getAsInt();
      count++;
      passed = System.nanoTime() - start;
    } while (passed < nanos);
    return passed / count;
  }
}

package dev.yinhu.subjectrights.indicator;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Medians in whole seconds: the middle one of the durations, or of an even number the mean of the
 * two in the middle, rounded down. Of fewer than {@value SmallCounts#LEAST} there is none.
 */
final class Median {
  private Median() {}

  static OptionalLong seconds(List<Duration> durations) {
    int size = durations.size();
    if (size < SmallCounts.LEAST) {
      return OptionalLong.empty();
    }
    long[] sorted = durations.stream().mapToLong(Duration::toSeconds).sorted().toArray();
    long upper = sorted[size / 2];
    return OptionalLong.of(size % 2 == 1 ? upper : (sorted[size / 2 - 1] + upper) / 2);
  }
}

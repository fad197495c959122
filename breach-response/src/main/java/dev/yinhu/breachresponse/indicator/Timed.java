package dev.yinhu.breachresponse.indicator;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long a step took.
 *
 * @param median in whole seconds: the middle one, or of an even number the mean of the two in the
 *     middle, rounded down; empty when no incident has come so far
 * @param of how many incidents came so far
 */
public record Timed(OptionalLong median, int of) {
  static Timed of(List<Duration> durations) {
    int size = durations.size();
    if (size == 0) {
      return new Timed(OptionalLong.empty(), 0);
    }
    long[] sorted = durations.stream().mapToLong(Duration::toSeconds).sorted().toArray();
    long upper = sorted[size / 2];
    return new Timed(
        OptionalLong.of(size % 2 == 1 ? upper : (sorted[size / 2 - 1] + upper) / 2), size);
  }
}

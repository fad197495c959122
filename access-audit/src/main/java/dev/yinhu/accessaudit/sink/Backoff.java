package dev.yinhu.accessaudit.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between tries: doubled each time up to a minute, then a random part of it between
 * half and all, so that many senders do not come back at once. For one thread.
 */
final class Backoff {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Duration first;
  private final RandomGenerator random;
  private Duration pause;

  Backoff(Duration first, RandomGenerator random) {
    this.first = first;
    this.random = random;
    this.pause = first;
  }

  /** The next pause. */
  Duration next() {
    Duration now = pause;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    long half = Math.max(1, now.toNanos() / 2);
    return Duration.ofNanos(half + random.nextLong(half));
  }

  /** It worked: the next failure begins anew. */
  void reset() {
    pause = first;
  }
}

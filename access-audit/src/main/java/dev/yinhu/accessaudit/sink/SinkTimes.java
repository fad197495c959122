package dev.yinhu.accessaudit.sink;

import java.time.Duration;

/**
 * The times of streaming.
 *
 * @param lease how long a node that was not heard of still counts as streaming
 * @param round how often a node renews its lease or tries to take one
 * @param firstPause the pause after the first failure
 */
record SinkTimes(Duration lease, Duration round, Duration firstPause) {
  /** Another node takes over within 16 s. */
  static final SinkTimes DEFAULT =
      new SinkTimes(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMillis(500));
}

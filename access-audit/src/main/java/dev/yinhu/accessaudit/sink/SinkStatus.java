package dev.yinhu.accessaudit.sink;

import java.time.Instant;
import java.util.Optional;

/**
 * How a sink stands.
 *
 * @param next the first entry that the receiver is not known to have
 * @param delivered entries acknowledged since the sink was made; those sent twice count twice
 * @param missed entries that were pruned before the sink got to them
 * @param paused why nothing is sent: {@code by-hand}, or the code of what the receiver answered
 * @param failures failures one after the other since the last success
 * @param lastFailure code of the last failure
 * @param held whether a node streams it now
 */
public record SinkStatus(
    String name,
    long next,
    long delivered,
    long missed,
    Optional<String> paused,
    long failures,
    Optional<String> lastFailure,
    Optional<Instant> lastFailureAt,
    Optional<Instant> lastSuccessAt,
    boolean held) {

  /** How many entries of a log of that size are still to be sent or passed over. */
  public long lag(long logSize) {
    return Math.max(0, logSize - next);
  }

  /** In one word: {@code paused}, {@code failing}, {@code streaming} or {@code idle} (no node). */
  public String state() {
    if (paused.isPresent()) {
      return "paused";
    }
    if (failures > 0) {
      return "failing";
    }
    return held ? "streaming" : "idle";
  }
}

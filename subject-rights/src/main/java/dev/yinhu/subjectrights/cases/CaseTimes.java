package dev.yinhu.subjectrights.cases;

import java.time.Duration;

/**
 * How cases are run.
 *
 * @param look how often a node looks for cases that are due
 * @param heartbeat how often a node says of a case that it still works on it
 * @param missedHeartbeats after how many that failed to come another node takes the case over, at
 *     least 4
 * @param atOnce how many cases a node works on at a time
 * @param firstRetry how long a step that failed waits at first; doubled each time
 * @param longestRetry how long it waits at most
 * @param heldUp for how long a step may fail before somebody is to see to it; it is tried all the
 *     same, and goes on by itself when it no longer fails
 * @param proof for how long a case waits for proof of who asks
 */
public record CaseTimes(
    Duration look,
    Duration heartbeat,
    int missedHeartbeats,
    int atOnce,
    Duration firstRetry,
    Duration longestRetry,
    Duration heldUp,
    Duration proof) {
  /** What a service uses when nothing else is said. */
  public static final CaseTimes USUAL =
      new CaseTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          6,
          8,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofDays(7));

  /** How long to wait after so many attempts. */
  Duration retryAfter(int attempts) {
    Duration wait = firstRetry;
    for (int i = 1; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}

package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Counts waiting time so that no clock can be moved to shorten or stretch it: only time that a
 * running service has watched counts, in steps of at most {@link #LONGEST_STEP}. A clock that is
 * set back adds nothing for that step, one that is set forward by more adds nothing either, and
 * both go on from where they are then. A service that did not run adds nothing, so that people have
 * the whole waiting time to notice what does not open any more.
 *
 * <p>One node counts at a time, the <em>holder</em>: clocks that differ between nodes would add up
 * otherwise. Another takes over when the holder let go, or has not counted for {@link #PATIENCE} of
 * the other's own rounds. For one thread.
 */
final class KeyWatch {
  static final Duration LONGEST_STEP = Duration.ofMinutes(10);
  static final int PATIENCE = 3;
  private static final String NOBODY = "";

  private final KeyUseStore store;
  private final String self;
  private final InstantSource clock;
  private Optional<KeyUseStore.Watch> lastSeen = Optional.empty();
  private int unchanged;

  /**
   * @param self a name that no other process has
   */
  KeyWatch(KeyUseStore store, String self, InstantSource clock) {
    this.store = store;
    this.self = self;
    this.clock = clock;
  }

  /** One round; blocks. Whether this node is the holder now and has the holder's duties. */
  boolean round() {
    Optional<KeyUseStore.Watch> watch = store.watch();
    Instant now = clock.instant();
    if (watch.filter(held -> held.holder().equals(self)).isPresent()) {
      return store.count(watch.get(), step(watch.get().seenAt(), now), now);
    }
    unchanged = watch.equals(lastSeen) ? unchanged + 1 : 0;
    lastSeen = watch;
    boolean free = watch.filter(held -> !held.holder().equals(NOBODY)).isEmpty();
    return (free || unchanged >= PATIENCE) && store.take(watch, self, now);
  }

  private static Duration step(Instant from, Instant to) {
    Duration passed = Duration.between(from, to);
    return passed.isNegative() || passed.compareTo(LONGEST_STEP) > 0 ? Duration.ZERO : passed;
  }

  /** Lets go; blocks. */
  void close() {
    store.release(self);
  }
}

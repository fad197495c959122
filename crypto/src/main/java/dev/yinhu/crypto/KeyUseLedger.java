package dev.yinhu.crypto;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the counts of {@link KeyUse} into the database, adding to what other nodes counted, and
 * keeps the database ahead of this node: beside what was sealed it reserves a part more, at least
 * {@link #LEAST_AHEAD} and four times what the last round counted. A node that is killed leaves its
 * reservation behind, so what it had not counted yet is accounted for. Only a node that is killed
 * in its first seconds, or while it seals more than four times faster than a round before, loses
 * count of the difference; the rotation at half of 2^32 leaves 2^31 messages for that.
 *
 * <p>Counts that fail to be stored are stored the next time. When it is unknown whether they were,
 * they may be added twice: a version is then rotated a little early. Safe for use by many threads;
 * blocks on the database.
 */
final class KeyUseLedger {
  static final long LEAST_AHEAD = 1L << 16;
  private static final long FACTOR_AHEAD = 4;

  /** What the database knows of this node's use of one version. */
  private record Stored(long keyId, long sealed, long opened, long reserved) {}

  private final Keyrings keyrings;
  private final KeyUseStore store;
  private final InstantSource clock;

  /**
   * By the counter itself: a key that was cleared from memory and read again counts from nothing.
   */
  private final Map<KeyUse, Stored> stored = new HashMap<>();

  KeyUseLedger(Keyrings keyrings, KeyUseStore store, InstantSource clock) {
    this.keyrings = keyrings;
    this.store = store;
    this.clock = clock;
  }

  /** Stores what was counted since the last time and reserves for the time until the next. */
  synchronized void flush() {
    Set<KeyUse> inUse = new HashSet<>();
    for (KeyVersion version : keyrings.held()) {
      KeyUse use = version.use();
      inUse.add(use);
      Stored before = stored.computeIfAbsent(use, none -> new Stored(version.keyId(), 0, 0, 0));
      long sealed = use.sealed();
      store(use, before, sealed, ahead(sealed, sealed - before.sealed()));
    }
    settle(inUse);
  }

  private static long ahead(long sealed, long sinceLast) {
    return sealed == 0 ? 0 : Math.max(LEAST_AHEAD, FACTOR_AHEAD * sinceLast);
  }

  /** Stores the rest and gives back what is reserved: nothing is sealed any more. */
  synchronized void close() {
    flush();
    settle(Set.of());
  }

  /** Of keys that are not in memory any more, the last counts are stored and none reserved. */
  private void settle(Set<KeyUse> inUse) {
    for (KeyUse gone : List.copyOf(stored.keySet())) {
      Stored before = stored.get(gone);
      if (before != null && !inUse.contains(gone)) {
        store(gone, before, gone.sealed(), 0);
        stored.remove(gone);
      }
    }
  }

  private void store(KeyUse use, Stored before, long sealed, long reserved) {
    Stored now = new Stored(before.keyId(), sealed, use.opened(), reserved);
    if (!now.equals(before)) {
      store.add(
          now.keyId(),
          now.sealed() - before.sealed(),
          now.opened() - before.opened(),
          now.reserved() - before.reserved(),
          clock.instant());
      stored.put(use, now);
    }
  }
}

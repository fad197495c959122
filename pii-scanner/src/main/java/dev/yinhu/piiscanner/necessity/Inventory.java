package dev.yinhu.piiscanner.necessity;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one scan saw, what it looked at and what it could not read.
 *
 * @param at when it was made
 * @param looked what it looked at; a place outside of all this is unknown, not clean
 * @param unread what it could not read, although it meant to
 * @param holdings what it found, each place, type and form once
 */
public record Inventory(
    Instant at, List<Looked> looked, List<Unread> unread, List<Holding> holdings) {
  /** Copies the lists; throws {@link IllegalArgumentException} when a holding comes twice. */
  public Inventory {
    looked = List.copyOf(looked);
    unread = List.copyOf(unread);
    holdings = List.copyOf(holdings);
    Set<Holding.Key> keys = new HashSet<>();
    for (Holding holding : holdings) {
      if (!keys.add(holding.key())) {
        throw new IllegalArgumentException("two holdings have one key: " + holding.key());
      }
    }
  }
}

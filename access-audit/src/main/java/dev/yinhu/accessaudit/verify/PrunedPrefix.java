package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.tile.TilePath;

/**
 * Finds how many bundles are not there at the beginning of a log: pruning takes a prefix (C2SP
 * tlog-tiles, "Pruning"), so a few questions are enough. Bundles within it that are there all the
 * same are verified like others.
 */
final class PrunedPrefix {
  private final LogParts parts;

  PrunedPrefix(LogParts parts) {
    this.parts = parts;
  }

  /** The first bundle that is there; the number of all when none is. */
  long blocks(long all) {
    long missing = -1;
    long there = 0;
    while (there < all && !isThere(there)) {
      missing = there;
      there = Math.min(all, Math.max(1, 2 * there));
    }
    while (there - missing > 1) {
      long middle = missing + (there - missing) / 2;
      if (isThere(middle)) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return there;
  }

  private boolean isThere(long number) {
    LogParts.Part part = parts.read(new TilePath.Entries(number, TilePath.FULL).text(), 0);
    return part.bytes().isPresent() || part.unreadable();
  }
}

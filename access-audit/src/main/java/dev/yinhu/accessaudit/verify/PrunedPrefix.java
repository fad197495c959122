package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.tile.TilePath;

/**
 * Finds how many bundles are not there at the beginning of a log: pruning takes a prefix (C2SP
 * tlog-tiles, "Pruning"), so a few questions are enough. Bundles within it that are there all the
 * same are verified like others.
 */
final class PrunedPrefix {
  /** So many bundles in a row that cannot be read are passed over to find one that says more. */
  static final int PASSED = 8;

  private final LogParts parts;

  PrunedPrefix(LogParts parts) {
    this.parts = parts;
  }

  /** The first bundle that is there; the number of all when none is. */
  long blocks(long all) {
    long missing = -1;
    long there = 0;
    while (there < all && !isThere(there, all)) {
      missing = there;
      there = Math.min(all, Math.max(1, 2 * there));
    }
    while (there - missing > 1) {
      long middle = missing + (there - missing) / 2;
      if (isThere(middle, all)) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return there;
  }

  /** One that cannot be read is not there when one behind it is not. */
  private boolean isThere(long number, long all) {
    for (long next = number; next < Math.min(all, number + PASSED); next++) {
      LogParts.Part part = parts.read(new TilePath.Entries(next, TilePath.FULL).text(), 0);
      if (!part.unreadable()) {
        return part.bytes().isPresent();
      }
    }
    return true;
  }
}

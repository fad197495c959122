package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import org.apache.lucene.util.LongBitSet;

/**
 * Which entries the log still had when it was asked: all from its boundary on, and of those below
 * it the ones that are held. Immutable once made; needs one bit for each entry below the boundary.
 */
final class Kept {
  private final long boundary;
  private final LongBitSet held;

  private Kept(long boundary, LongBitSet held) {
    this.boundary = boundary;
    this.held = held;
  }

  /**
   * Asks the log. Blocks.
   *
   * @throws AuditUnavailable when it cannot be read
   */
  static Kept of(AuditLog log) {
    long boundary = log.firstKept();
    LongBitSet held = new LongBitSet(boundary);
    log.forEachHeld(boundary, held::set);
    return new Kept(boundary, held);
  }

  /** From this index on, every entry is kept. */
  long boundary() {
    return boundary;
  }

  boolean contains(long index) {
    return index >= boundary || held.get(index);
  }

  /** How many entries below the index are kept. */
  long countBelow(long until) {
    if (until >= boundary) {
      return held.cardinality() + until - boundary;
    }
    long count = 0;
    for (long at = next(0); at >= 0 && at < until; at = next(at + 1)) {
      count++;
    }
    return count;
  }

  private long next(long from) {
    return from < boundary ? held.nextSetBit(from) : -1;
  }
}

package dev.yinhu.accessaudit.verify;

/**
 * Entries one behind the other.
 *
 * @param from index of the first
 * @param to index behind the last; not below {@code from}
 */
public record IndexRange(long from, long to) {
  /** Checks the order. */
  public IndexRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no entries from %d to %d".formatted(from, to));
    }
  }

  /** How many. */
  public long count() {
    return to - from;
  }

  /** The smallest range of whole tiles, up to the end of a tree, that holds this one. */
  public IndexRange widened(int tile, long size) {
    long end = to % tile == 0 ? to : Math.min(size, to - to % tile + tile);
    return new IndexRange(from - from % tile, Math.min(size, end));
  }

  boolean meets(long first, long end) {
    return first < to && from < end;
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}

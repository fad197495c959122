package dev.yinhu.accessaudit.search;

/**
 * How far the index has come.
 *
 * @param ready whether it can be searched; false while it is opened and checked
 * @param from index of its oldest entry
 * @param indexedTo entries from {@code from} up to, not including, this index can be searched
 * @param entries how many it holds; whole when it is {@code indexedTo - from}
 */
public record IndexStatus(boolean ready, long from, long indexedTo, long entries) {
  /** Whether every entry of its range is there, each once. */
  public boolean isWhole() {
    return entries == indexedTo - from;
  }
}

package dev.yinhu.accessaudit.search;

import java.util.Optional;

/**
 * What lies in the folder of an index, as committed last.
 *
 * @param fault why it cannot be used, if it cannot; the service would build it anew
 * @param from index of its oldest entry
 * @param indexedTo the entries below this index that the log has are to be in it
 * @param entries how many of these it holds; each was looked at
 * @param kept how many of these the log has: all but what was pruned
 * @param size how many entries were ever written to the log
 */
public record IndexReport(
    Optional<String> fault, long from, long indexedTo, long entries, long kept, long size) {
  /** Whether it can be used and every entry below {@code indexedTo} is there, each once. */
  public boolean isWhole() {
    return fault.isEmpty() && entries == kept;
  }

  static IndexReport unusable(String fault, long size) {
    return new IndexReport(Optional.of(fault), 0, 0, 0, 0, size);
  }
}

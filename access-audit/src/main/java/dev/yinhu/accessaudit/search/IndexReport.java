package dev.yinhu.accessaudit.search;

import java.util.Optional;

/**
 * What lies in the folder of an index, as committed last.
 *
 * @param fault why it cannot be used, if it cannot; the service would build it anew
 * @param from index of its oldest entry
 * @param indexedTo it holds the entries from {@code from} up to, not including, this index
 * @param entries how many it holds; each was looked at
 * @param size how many entries the log has
 */
public record IndexReport(
    Optional<String> fault, long from, long indexedTo, long entries, long size) {
  /** Whether it can be used and every entry of its range is there, each once. */
  public boolean isWhole() {
    return fault.isEmpty() && entries == indexedTo - from;
  }
}

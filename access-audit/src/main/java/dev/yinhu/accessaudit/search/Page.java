package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.StoredEntry;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some of the entries that match.
 *
 * @param entries as they stand in the log
 * @param after behind which index the next page begins; empty when this is the last
 * @param indexedTo entries below this index were searched
 */
public record Page(List<StoredEntry> entries, OptionalLong after, long indexedTo) {
  public Page {
    entries = List.copyOf(entries);
  }
}

package dev.yinhu.crypto;

import dev.yinhu.crypto.index.PrintedIndex;
import java.util.List;

/**
 * One value's index, printed.
 *
 * @param store what to store: under the newest key, in one partition
 * @param query what a look-up asks for, any of them: under every key that may have been used when
 *     the row was stored, in every partition; the newest key's come first
 */
public record IndexTerms(String store, List<String> query) {
  /** Copies the list. */
  public IndexTerms {
    query = List.copyOf(query);
  }

  /** Whether this text is an index of the value, under whichever usable key and partition. */
  public boolean holds(String printed) {
    return query.contains(printed);
  }

  /** The same, and under the newest key. */
  public boolean isCurrent(String printed) {
    return holds(printed)
        && PrintedIndex.parse(printed)
            .map(PrintedIndex::keyId)
            .equals(PrintedIndex.parse(store).map(PrintedIndex::keyId));
  }

  /** Without the index, which stands for a personal value. */
  @Override
  public String toString() {
    return "IndexTerms[" + query.size() + " to ask for]";
  }
}

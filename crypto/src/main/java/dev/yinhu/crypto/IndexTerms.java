package dev.yinhu.crypto;

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

  /** Without the index, which stands for a personal value. */
  @Override
  public String toString() {
    return "IndexTerms[" + query.size() + " to ask for]";
  }
}

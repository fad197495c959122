package dev.yinhu.accessaudit.verify;

import java.util.Optional;

/**
 * Where something was found.
 *
 * @param resource a file below the log's prefix, or {@code audit.batch 512} for a row of a table
 * @param entries the entries that it concerns, if it concerns certain ones
 */
public record Place(String resource, Optional<IndexRange> entries) {
  static Place of(String resource) {
    return new Place(resource, Optional.empty());
  }

  static Place of(String resource, long from, long to) {
    return new Place(resource, Optional.of(new IndexRange(from, to)));
  }

  @Override
  public String toString() {
    return entries.map(range -> resource + " " + range).orElse(resource);
  }
}

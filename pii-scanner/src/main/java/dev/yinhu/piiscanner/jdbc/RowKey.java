package dev.yinhu.piiscanner.jdbc;

import java.util.List;

/**
 * The place of a row; never printed, since a key may be personal.
 *
 * @param parts values of the key's columns
 */
record RowKey(List<Object> parts) {
  RowKey {
    parts = List.copyOf(parts);
  }

  /** The same for the same key in every run. */
  long hash(long seed) {
    long hash = seed;
    for (Object part : parts) {
      hash = Mix.of(hash, part.toString());
    }
    return hash;
  }

  @Override
  public String toString() {
    return "RowKey";
  }
}

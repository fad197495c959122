package dev.yinhu.tableprotection;

import java.util.List;

/**
 * The key of one row as the database prints it, column by column. It may name a person: {@code
 * toString} hides it.
 */
record RowKey(List<String> parts) {
  RowKey {
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    return "RowKey[***]";
  }
}

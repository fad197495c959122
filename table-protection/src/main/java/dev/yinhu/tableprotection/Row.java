package dev.yinhu.tableprotection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row as it was read; {@code toString} hides what is in it. */
record Row(RowKey key, @Nullable String subject, List<Cell> cells) {
  /** The columns of one {@link ProtectedColumn} in one row. */
  record Cell(@Nullable String plaintext, @Nullable String ciphertext, @Nullable String context) {
    @Override
    public String toString() {
      return "Cell[***]";
    }
  }

  Row {
    cells = List.copyOf(cells);
  }

  @Override
  public String toString() {
    return "Row[***]";
  }
}

package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.OpenItem;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What stands sealed in rows as they were read. Stateless but for the layout. */
record SealedCells(RowLayout layout) {
  @Nullable String ciphertext(Row row, int column) {
    return row.stored().get(layout.ciphertext(column));
  }

  /** The version that stands beside the ciphertext; empty when there is none, or no number. */
  OptionalInt keyVersion(Row row, int column) {
    String text = layout.hasKeyVersion(column) ? row.stored().get(layout.keyVersion(column)) : null;
    try {
      return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException notOurs) {
      return OptionalInt.empty();
    }
  }

  /** Whether there is a ciphertext that lacks the key version it should have beside it. */
  boolean lacksKeyVersion(Row row, int column) {
    return layout.hasKeyVersion(column)
        && ciphertext(row, column) != null
        && keyVersion(row, column).isEmpty();
  }

  boolean canBeOpened(Row row, int column) {
    return ciphertext(row, column) != null && !lacksKeyVersion(row, column);
  }

  /** To be opened; only if it can be. */
  OpenItem item(Row row, int column) {
    return new OpenItem(
        layout.column(column).field().text(),
        row.subject(),
        row.context(column),
        Objects.requireNonNull(ciphertext(row, column), "wanted without a ciphertext"),
        keyVersion(row, column));
  }

  /** Whether each column of the source has its plaintext. */
  static boolean allHaveValues(Row row, IndexSource source) {
    return source.columns().stream().allMatch(column -> row.plaintext(column) != null);
  }

  /** Whether each column of the source has its ciphertext. */
  boolean allHaveCiphertexts(Row row, IndexSource source) {
    return source.columns().stream().allMatch(column -> ciphertext(row, column) != null);
  }

  boolean allCanBeOpened(Row row, IndexSource source) {
    return source.columns().stream().allMatch(column -> canBeOpened(row, column));
  }

  /** Whether some column of the source has neither plaintext nor ciphertext. */
  boolean lacksAValue(Row row, IndexSource source) {
    return source.columns().stream()
        .anyMatch(column -> row.plaintext(column) == null && ciphertext(row, column) == null);
  }
}

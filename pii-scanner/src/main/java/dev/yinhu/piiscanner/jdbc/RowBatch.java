package dev.yinhu.piiscanner.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, column by column. Filled by the thread that reads, then handed over.
 *
 * <p>A cell is null, a String, {@link Elements} of an array, or {@link #NOT_TEXT}.
 */
final class RowBatch {
  /** A binary value that is no text. */
  static final Object NOT_TEXT = new Object();

  /** The texts of an array. */
  record Elements(List<String> texts) {}

  private static final int MOST_CELLS = 8_192;
  private static final int MOST_ROWS = 512;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final @Nullable Object[][] cells;
  private final int capacity;
  private int rows;
  private long characters;

  RowBatch(int columns) {
    this.capacity = Math.clamp(MOST_CELLS / Math.max(1, columns), 1, MOST_ROWS);
    this.cells = new @Nullable Object[columns][capacity];
  }

  /** Sets a cell of the row that is being filled. */
  void set(int column, @Nullable Object cell) {
    cells[column][rows] = cell;
    if (cell instanceof String text) {
      characters += text.length();
    } else if (cell instanceof Elements(List<String> texts)) {
      texts.forEach(text -> characters += text.length());
    }
  }

  void endRow() {
    rows++;
  }

  boolean full() {
    return rows == capacity || characters >= MOST_CHARACTERS;
  }

  int rows() {
    return rows;
  }

  long characters() {
    return characters;
  }

  @Nullable Object cell(int column, int row) {
    return cells[column][row];
  }
}

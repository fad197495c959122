package dev.yinhu.tableprotection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written into one row, if it is still what was read.
 *
 * @param cells one for each column of the job, in its order
 */
record RowChange(Row row, List<Cell> cells) {
  /**
   * @param touched whether this column takes part; its plaintext and ciphertext must then be those
   *     that were read
   * @param value the new ciphertext, or null where the plaintext is cleared
   */
  record Cell(boolean touched, @Nullable String value) {
    static final Cell UNTOUCHED = new Cell(false, null);

    @Override
    public String toString() {
      return "Cell[***]";
    }
  }

  RowChange {
    cells = List.copyOf(cells);
  }

  int touched() {
    return (int) cells.stream().filter(Cell::touched).count();
  }

  @Override
  public String toString() {
    return "RowChange[***]";
  }
}

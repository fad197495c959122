package dev.yinhu.tableprotection;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written into one row, if it is still what was read. Nobody changes list and set.
 *
 * @param stored what is to stand in the stored columns, changed or not
 * @param cleared the numbers of the job's columns whose plaintext is set to NULL
 * @param values how many values are written or cleared
 * @param indexes how many indexes are written
 */
record RowChange(Row row, List<@Nullable String> stored, BitSet cleared, int values, int indexes) {
  @Override
  public String toString() {
    return "RowChange[***]";
  }
}

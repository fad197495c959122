package dev.yinhu.tableprotection;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the database says about a table.
 *
 * @param columns by name
 * @param uniqueKeys the columns of each unique index over whole columns, in its order
 * @param estimatedRows how many rows it has about
 */
record TableShape(Map<String, Column> columns, List<List<String>> uniqueKeys, long estimatedRows) {
  /**
   * @param type its type, for messages and casts
   * @param kind what can be done with it
   * @param characters most characters that it holds; empty without a bound of its own
   * @param nullable whether it may be NULL
   * @param keyParameter the SQL that turns a text into a value to compare with the column
   * @param keyText the SQL that turns the column into such a text
   * @param readable whether the job's user may read it
   * @param writable whether the job's user may change it
   */
  record Column(
      String name,
      String type,
      Kind kind,
      OptionalLong characters,
      boolean nullable,
      String keyParameter,
      String keyText,
      boolean readable,
      boolean writable) {}

  /** What can be done with a column. */
  enum Kind {
    /** Holds text. */
    TEXT,
    /** Holds whole numbers, which are encrypted as their digits. */
    NUMBER,
    /** Can be a key, but holds no values to encrypt. */
    OTHER,
    /** Its values have no dependable order as text: not for keys either. */
    UNFIT
  }

  TableShape {
    columns = Map.copyOf(columns);
    uniqueKeys = List.copyOf(uniqueKeys);
  }
}

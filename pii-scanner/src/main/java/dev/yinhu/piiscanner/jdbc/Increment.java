package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.List;

/**
 * Which rows a scan leaves out because an earlier one has read them. A table that offers no such
 * column is read in full, and so is one that the earlier scan did not finish.
 */
public sealed interface Increment {
  /** None. */
  Increment NONE = new None();

  /** None. */
  record None() implements Increment {}

  /**
   * Those up to the greatest key. For tables whose key is one column of numbers that grow; rows
   * that were changed afterwards are not seen again.
   *
   * @param margin so many numbers below the greatest key are read again: keys are not committed in
   *     the order in which they are given out; at least 0
   */
  record ByKey(long margin) implements Increment {
    /** Checks the bound. */
    public ByKey {
      if (margin < 0) {
        throw new IllegalArgumentException("a margin is not negative");
      }
    }
  }

  /**
   * Those up to the greatest time in a column that tells when a row was written last. Rows without
   * a time are read each time.
   *
   * @param columns patterns of its name, the first that a table has
   * @param margin what was written so long before the greatest time is read again: what was not
   *     committed yet had its time already; whole seconds
   */
  record ByColumn(List<NamePattern> columns, Duration margin) implements Increment {
    /** Checks the bounds. */
    public ByColumn {
      columns = List.copyOf(columns);
      if (columns.isEmpty() || margin.isNegative()) {
        throw new IllegalArgumentException("give columns, and a margin that is not negative");
      }
    }
  }
}

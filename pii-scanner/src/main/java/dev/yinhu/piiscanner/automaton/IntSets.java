package dev.yinhu.piiscanner.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers different rows of numbers in the order in which they come. Not thread-safe.
 *
 * <p>A row is compared by its content and hashed once: subset construction asks for millions.
 */
final class IntSets {
  private final Map<Row, Integer> numbers = new HashMap<>();
  private final List<int[]> rows = new ArrayList<>();

  /** The number of a row, which is kept when it is new: it must not be written to again. */
  int number(int[] row) {
    Integer known = numbers.putIfAbsent(new Row(row), rows.size());
    if (known != null) {
      return known;
    }
    rows.add(row);
    return rows.size() - 1;
  }

  int size() {
    return rows.size();
  }

  /** The row of a number; not to be written to. */
  int[] row(int number) {
    return rows.get(number);
  }

  /** All in order; rows are not to be written to. */
  List<int[]> rows() {
    return rows;
  }

  private static final class Row {
    private final int[] values;
    private final int hash;

    Row(int[] values) {
      this.values = values;
      this.hash = Arrays.hashCode(values);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}

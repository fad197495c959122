package dev.yinhu.piiscanner.automaton;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which expressions end in a state, given the class of the next character: few different sets. */
final class EndSets {
  private final int columns;
  private final char[] numbers;
  private final List<int[]> sets = new ArrayList<>();
  private final Map<IntBuffer, Integer> known = new HashMap<>();
  private int[][] flat = {};
  private int filled;

  /** With a column more for the end of the text; filled row by row with {@link #add}. */
  EndSets(int rows, int columns) {
    this.columns = columns + 1;
    this.numbers = new char[rows * this.columns];
    number(new int[0]);
  }

  void add(int[] set) {
    numbers[filled++] = (char) number(set);
    if (filled == numbers.length) {
      flat = sets.toArray(int[][]::new);
    }
  }

  private int number(int[] set) {
    Integer number = known.putIfAbsent(IntBuffer.wrap(set), sets.size());
    if (number != null) {
      return number;
    }
    sets.add(set);
    return sets.size() - 1;
  }

  /** The expressions that end; not to be written to. */
  int[] of(int row, int column) {
    return flat[numbers[row * columns + column]];
  }
}

package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;

/**
 * Which expressions end in a state, given the class of the next character. Boundaries tell few
 * kinds of classes apart, and there are few different sets: so the table is small enough to stay
 * near.
 */
final class EndSets {
  private static final int BYTE = 0xFF;

  private final byte[] kinds;
  private final int kindCount;
  private final char[] numbers;
  private final IntSets sets = new IntSets();
  private int[][] flat = {};
  private int filled;

  /**
   * Filled row by row with {@link #add}, for each kind and then for the end of the text.
   *
   * @param kinds by class: its kind; as many as there are classes
   */
  EndSets(int rows, byte[] kinds, int kindCount) {
    this.kinds = Arrays.copyOf(kinds, kinds.length + 1);
    this.kinds[kinds.length] = (byte) kindCount;
    this.kindCount = kindCount + 1;
    this.numbers = new char[rows * this.kindCount];
    sets.number(new int[0]);
  }

  void add(int[] set) {
    numbers[filled++] = (char) sets.number(set);
    if (filled == numbers.length) {
      flat = sets.rows().toArray(int[][]::new);
    }
  }

  /** Where the numbers of a row begin. */
  int base(int row) {
    return row * kindCount;
  }

  /**
   * The expressions that end; not to be written to.
   *
   * @param base see {@link #base}
   * @param column class of the next character; one more than the last for the end of the text
   */
  int[] of(int base, int column) {
    return flat[numbers[base + (kinds[column] & BYTE)]];
  }
}

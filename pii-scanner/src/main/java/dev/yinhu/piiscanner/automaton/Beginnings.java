package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;

/**
 * Whether a walk from a place goes on beyond two characters, by the class of the character before,
 * its own and the next: a bit for each three of them, since most places are told by it alone. What
 * comes before matters in few ways, so the bits stay in the nearest cache.
 */
final class Beginnings {
  private static final int BYTE_BITS = 8;
  private static final int PAIR_BITS = 16;
  private static final int WORD_BITS = 6;
  private static final int BYTE = 0xFF;

  /** By class of the character before, and last for the start of the text: where its bits begin. */
  private final int[] bases;

  private final long[] bits;
  private final int columns;

  Beginnings(Union union, int[] first) {
    this.columns = union.columns;
    int[] rows = Arrays.stream(first).distinct().toArray();
    this.bits = new long[rows.length << (PAIR_BITS - WORD_BITS)];
    this.bases = new int[first.length];
    for (int kind = 0; kind < rows.length; kind++) {
      fill(union, rows[kind], kind << PAIR_BITS);
      for (int before = 0; before < bases.length; before++) {
        bases[before] = first[before] == rows[kind] ? kind << PAIR_BITS : bases[before];
      }
    }
  }

  private void fill(Union union, int row, int base) {
    for (int column = 0; column < columns; column++) {
      int next = union.next[row + column] * union.stride;
      for (int behind = 0; behind <= columns; behind++) {
        if (union.next[next + behind] != Union.DEAD) {
          int bit = base | column << BYTE_BITS | behind;
          bits[bit >>> WORD_BITS] |= 1L << bit;
        }
      }
    }
  }

  /**
   * Notes the places of a stretch from which a walk goes on; without a branch, as none can be
   * foretold.
   *
   * @param from first place, before {@code to}
   * @param to behind the last, at most {@code length}
   * @param places takes them; room for as many as the stretch has
   * @return how many there are
   */
  int find(byte[] classes, char[] chars, int length, int from, int to, int[] places) {
    int before = from == 0 ? columns : classes[chars[from - 1]] & BYTE;
    int column = classes[chars[from]] & BYTE;
    int count = 0;
    int most = Math.min(to, length - 1);
    for (int at = from; at < most; at++) {
      int behind = classes[chars[at + 1]] & BYTE;
      int bit = bases[before] | column << BYTE_BITS | behind;
      places[count] = at;
      count += (int) (bits[bit >>> WORD_BITS] >>> bit) & 1;
      before = column;
      column = behind;
    }
    if (to == length) {
      int bit = bases[before] | column << BYTE_BITS | columns;
      places[count] = to - 1;
      count += (int) (bits[bit >>> WORD_BITS] >>> bit) & 1;
    }
    return count;
  }
}

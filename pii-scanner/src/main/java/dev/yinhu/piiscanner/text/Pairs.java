package dev.yinhu.piiscanner.text;

import java.util.Arrays;

/** The surrogate pairs of a text: what tells characters from code points. */
final class Pairs {
  private static final int[] NONE = {};
  private static final int FIRST_ROOM = 16;

  /** Places of the low halves, ascending. */
  private int[] lows = NONE;

  private int size;

  /** Notes a pair behind all that were noted. */
  void add(int low) {
    if (size == lows.length) {
      lows = Arrays.copyOf(lows, Math.max(FIRST_ROOM, size + (size >> 1)));
    }
    lows[size++] = low;
  }

  /** The code point that holds this character. */
  int codePointStart(int index) {
    return index - before(index + 1);
  }

  /** Behind the code point that holds the last character before this place. */
  int codePointEnd(int index) {
    return index - before(index);
  }

  private int before(int index) {
    if (size == 0) {
      return 0;
    }
    int found = Arrays.binarySearch(lows, 0, size, index);
    return found < 0 ? -found - 1 : found;
  }
}

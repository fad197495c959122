package dev.yinhu.piiscanner.text;

import java.util.function.IntPredicate;

/**
 * A set of characters of the basic plane as bits: 8 KiB, so that it stays in the nearest cache of a
 * processor where a table by character would not. Immutable and safe for use by many threads.
 */
public final class CharSet {
  private static final int CHARACTERS = Character.MAX_VALUE + 1;
  private static final int WORD_BITS = 6;

  private final long[] words = new long[CHARACTERS >>> WORD_BITS];

  /**
   * The characters for which a predicate holds.
   *
   * @param member asked once for each of the 65,536
   */
  public CharSet(IntPredicate member) {
    for (int c = 0; c < CHARACTERS; c++) {
      if (member.test(c)) {
        words[c >>> WORD_BITS] |= 1L << c;
      }
    }
  }

  /** Whether a character is in it. */
  public boolean has(char c) {
    return (words[c >>> WORD_BITS] & (1L << c)) != 0;
  }
}

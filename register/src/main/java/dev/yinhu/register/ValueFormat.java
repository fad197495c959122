package dev.yinhu.register;

/**
 * The shape that a value keeps when it is encrypted in place (FF1).
 *
 * <p>Of the characters of a value that are neither {@code passed} nor its check character, the
 * first {@code keepFirst} and the last {@code keepLast} stay as they are and the others are
 * permuted within the alphabet.
 *
 * @param alphabet the characters that may stand in the permuted part, each once, 2 to 65,536; their
 *     order is part of the format
 * @param keepFirst how many leading characters stay, 0 or more
 * @param keepLast how many trailing characters before the check character stay, 0 or more
 * @param minLength fewest characters of a value, {@code passed} ones not counted, check character
 *     counted
 * @param maxLength most characters of a value, counted in the same way, at most {@value
 *     #MAX_LENGTH}
 * @param check the check character at the end, computed anew
 * @param passed characters that may stand anywhere and stay where they are, such as separators; may
 *     be empty
 */
public record ValueFormat(
    String alphabet,
    int keepFirst,
    int keepLast,
    int minLength,
    int maxLength,
    CheckCharacter check,
    String passed) {
  /** Most characters of a value that keeps its shape. */
  public static final int MAX_LENGTH = 256;

  /** Fewest values that the permuted part may have, NIST SP 800-38G revision 1, section 5.1. */
  public static final long MIN_DOMAIN = 1_000_000;

  private static final String DIGITS = "0123456789";

  /** A mobile number of mainland China: eleven digits, of which three stay. */
  public static final ValueFormat MOBILE_CN =
      new ValueFormat(DIGITS, 3, 0, 11, 11, CheckCharacter.NONE, " -");

  /** A payment card of 12 to 19 digits with the Luhn check digit. */
  public static final ValueFormat CARD =
      new ValueFormat(DIGITS, 0, 0, 12, 19, CheckCharacter.LUHN, " -");

  /** A resident identity number: 17 digits and the check character of GB 11643. */
  public static final ValueFormat ID_NUMBER_CN =
      new ValueFormat(DIGITS, 0, 0, 18, 18, CheckCharacter.GB11643, "");

  /** Checks the bounds; throws {@link IllegalArgumentException} saying which one is crossed. */
  public ValueFormat {
    int symbols = (int) alphabet.codePoints().count();
    if (symbols < 2 || symbols > 65_536 || alphabet.codePoints().distinct().count() != symbols) {
      throw new IllegalArgumentException("an alphabet has 2 to 65536 characters, each once");
    }
    if (alphabet.codePoints().anyMatch(c -> passed.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("a character is in the alphabet or passed, not both");
    }
    if (check != CheckCharacter.NONE && !alphabet.equals(DIGITS)) {
      throw new IllegalArgumentException("a check character needs the alphabet " + DIGITS);
    }
    if (check == CheckCharacter.GB11643 && (minLength != 18 || maxLength != 18)) {
      throw new IllegalArgumentException(
          "a number with the check character of GB 11643 has 18 characters");
    }
    if (keepFirst < 0 || keepLast < 0 || minLength > maxLength || maxLength > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the lengths of a format are 0 or more, the least not above the most, the most at most "
              + MAX_LENGTH);
    }
    if (domain(symbols, minLength - keepFirst - keepLast - check.length()) < MIN_DOMAIN) {
      throw new IllegalArgumentException(
          "the part that is encrypted must have at least a million values: keep fewer characters");
    }
  }

  /** How many values a part of so many characters can have; 0 for fewer than two, as FF1 has it. */
  public static double domain(int symbols, int permuted) {
    return permuted < 2 ? 0 : Math.pow(symbols, permuted);
  }
}

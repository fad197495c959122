package dev.yinhu.piiscanner.check;

/** Vehicle plates of mainland China by GA 36-2018. */
final class Plates {
  private static final int ORDINARY = 7;
  private static final int NEW_ENERGY = 8;
  private static final String NEW_ENERGY_LETTERS = "ABCDEFGHJK";

  private Plates() {}

  /**
   * Province, letter, five characters with two digits at least; or for new energy six: a letter of
   * the kind, a letter or digit, four digits, or five digits and the letter.
   */
  static boolean isPlate(CharSequence bare) {
    return switch (bare.length()) {
      case ORDINARY -> digits(bare, 2, ORDINARY) >= 2;
      case NEW_ENERGY ->
          (isKind(bare.charAt(2)) && Digits.areAll(bare, 4, NEW_ENERGY))
              || (isKind(bare.charAt(NEW_ENERGY - 1)) && Digits.areAll(bare, 2, NEW_ENERGY - 1));
      default -> false;
    };
  }

  private static boolean isKind(char c) {
    return NEW_ENERGY_LETTERS.indexOf(Letters.upper(c)) >= 0;
  }

  private static int digits(CharSequence text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += Digits.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}

package dev.yinhu.crypto.shape;

import dev.yinhu.register.CheckCharacter;

/** Computes the check character of a string of digits. */
final class CheckDigits {
  private static final int MODULUS = 11;

  private CheckDigits() {}

  /**
   * The check character.
   *
   * @param check any but {@link CheckCharacter#NONE}
   * @param text its first {@code length} elements are characters {@code 0} to {@code 9}
   */
  static int of(CheckCharacter check, int[] text, int length) {
    return switch (check) {
      case LUHN -> luhn(text, length);
      case GB11643 -> gb11643(text, length);
      case NONE -> throw new IllegalArgumentException("a format without check character");
    };
  }

  /** ISO/IEC 7812-1, annex B: from the right, every other digit counts twice. */
  private static int luhn(int[] text, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = text[length - 1 - i] - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return '0' + (10 - sum % 10) % 10;
  }

  /** GB 11643-1999, which takes ISO 7064 MOD 11-2; the value ten is written {@code X}. */
  private static int gb11643(int[] text, int length) {
    int product = 0;
    for (int i = 0; i < length; i++) {
      product = (product + text[i] - '0') * 2 % MODULUS;
    }
    int check = (MODULUS + 1 - product) % MODULUS;
    return check == 10 ? 'X' : '0' + check;
  }
}

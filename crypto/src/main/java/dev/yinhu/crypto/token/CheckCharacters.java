package dev.yinhu.crypto.token;

import dev.yinhu.register.CheckCharacter;

/** Computes the character that ends a value, from the digits before it. */
final class CheckCharacters {
  private static final int TEN = 10;
  private static final int ELEVEN = 11;
  private static final char TEN_OF_ELEVEN = 'X';

  private CheckCharacters() {}

  /** The check character as text; empty when there is none. */
  static String of(CheckCharacter check, String digits) {
    return switch (check) {
      case NONE -> "";
      case LUHN -> String.valueOf((char) ('0' + luhn(digits)));
      case GB11643 -> String.valueOf(mod11(digits));
    };
  }

  /** ISO/IEC 7812-1 annex B: from the right, every other digit doubled, beginning with the last. */
  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return (TEN - sum % TEN) % TEN;
  }

  /** ISO 7064 MOD 11-2, as GB 11643 takes it: the weights are the powers of two modulo 11. */
  private static char mod11(String digits) {
    int carried = 0;
    for (int i = 0; i < digits.length(); i++) {
      carried = (carried + digits.charAt(i) - '0') * 2 % ELEVEN;
    }
    int check = (ELEVEN + 1 - carried) % ELEVEN;
    return check == TEN ? TEN_OF_ELEVEN : (char) ('0' + check);
  }
}

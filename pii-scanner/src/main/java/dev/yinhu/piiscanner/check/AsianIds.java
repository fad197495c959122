package dev.yinhu.piiscanner.check;

/** Identity numbers of Hong Kong, Taiwan, Singapore, Korea and Japan. */
final class AsianIds {
  private static final int ELEVEN = 11;
  private static final int TEN = 10;

  /** The order in which Taiwan numbers the letters: 10 for A to 35. */
  private static final String TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

  private static final int TAIWAN_LENGTH = 10;
  private static final int SINGAPORE_LENGTH = 9;
  private static final int[] SINGAPORE_WEIGHTS = {2, 7, 6, 5, 4, 3, 2};
  private static final String SINGAPORE_ST = "JZIHGFEDCBA";
  private static final String SINGAPORE_FG = "XWUTRQPNMLK";
  private static final String SINGAPORE_M = "XWUTRQPNJLK";
  private static final int KOREA_LENGTH = 13;
  private static final int[] KOREA_WEIGHTS = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};
  private static final int JAPAN_LENGTH = 12;
  private static final int[] JAPAN_WEIGHTS = {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private AsianIds() {}

  /**
   * One or two letters, six digits, check character modulo 11 (10 is A); parentheses are
   * separators. A missing first letter counts as 36.
   */
  static boolean isHongKong(CharSequence bare) {
    int letters = bare.length() - 7;
    if (letters < 1 || letters > 2 || !Digits.areAll(bare, letters, bare.length() - 1)) {
      return false;
    }
    int sum = letters == 1 ? 36 * 9 : 0;
    for (int i = 0; i < bare.length() - 1; i++) {
      char c = Letters.upper(bare.charAt(i));
      if (i < letters && !Letters.isUpper(c)) {
        return false;
      }
      sum += Letters.base36(c) * (bare.length() - i);
    }
    int check = (ELEVEN - sum % ELEVEN) % ELEVEN;
    char expected = check == TEN ? 'A' : (char) ('0' + check);
    return Letters.upper(bare.charAt(bare.length() - 1)) == expected;
  }

  /** A letter and nine digits; the second is 1 or 2, for foreign residents 8 or 9. */
  static boolean isTaiwan(CharSequence bare) {
    if (bare.length() != TAIWAN_LENGTH
        || !Digits.areAll(bare, 1, TAIWAN_LENGTH)
        || "1289".indexOf(bare.charAt(1)) < 0) {
      return false;
    }
    int letter = TAIWAN_LETTERS.indexOf(Letters.upper(bare.charAt(0)));
    int value = letter + TEN;
    int sum = value / TEN + value % TEN * 9;
    for (int i = 1; i < TAIWAN_LENGTH - 1; i++) {
      sum += (bare.charAt(i) - '0') * (TAIWAN_LENGTH - 1 - i);
    }
    return letter >= 0 && (sum + bare.charAt(TAIWAN_LENGTH - 1) - '0') % TEN == 0;
  }

  /** NRIC (S, T) and FIN (F, G, M): letter, seven digits, check letter. */
  static boolean isSingapore(CharSequence bare) {
    if (bare.length() != SINGAPORE_LENGTH || !Digits.areAll(bare, 1, SINGAPORE_LENGTH - 1)) {
      return false;
    }
    char first = Letters.upper(bare.charAt(0));
    int sum = first == 'T' || first == 'G' ? 4 : first == 'M' ? 3 : 0;
    for (int i = 0; i < SINGAPORE_WEIGHTS.length; i++) {
      sum += (bare.charAt(i + 1) - '0') * SINGAPORE_WEIGHTS[i];
    }
    int rest = sum % ELEVEN;
    char last = Letters.upper(bare.charAt(SINGAPORE_LENGTH - 1));
    return switch (first) {
      case 'S', 'T' -> SINGAPORE_ST.charAt(rest) == last;
      case 'F', 'G' -> SINGAPORE_FG.charAt(rest) == last;
      case 'M' -> SINGAPORE_M.charAt(rest) == last;
      default -> false;
    };
  }

  /** YYMMDD, a digit of sex and century, six digits; those issued since October 2020 end freely. */
  static Check koreaByDate(BirthDates births) {
    return bare -> {
      if (bare.length() != KOREA_LENGTH || !Digits.areAll(bare)) {
        return false;
      }
      int century =
          switch (bare.charAt(6)) {
            case '1', '2', '5', '6' -> 1900;
            case '3', '4', '7', '8' -> 2000;
            default -> 0;
          };
      return births.holds(
          century + Digits.number(bare, 0, 2),
          Digits.number(bare, 2, 4),
          Digits.number(bare, 4, 6));
    };
  }

  /** The check digit of those issued before. */
  static boolean isKoreaChecked(CharSequence bare) {
    if (bare.length() != KOREA_LENGTH || !Digits.areAll(bare)) {
      return false;
    }
    int check = (ELEVEN - weighed(bare, KOREA_WEIGHTS) % ELEVEN) % TEN;
    return check == bare.charAt(KOREA_LENGTH - 1) - '0';
  }

  /** My Number: eleven digits and a check digit (総務省令第85号, 2014, article 5). */
  static boolean isJapan(CharSequence bare) {
    if (bare.length() != JAPAN_LENGTH || !Digits.areAll(bare) || Cards.isRepeated(bare)) {
      return false;
    }
    int rest = weighed(bare, JAPAN_WEIGHTS) % ELEVEN;
    int check = rest <= 1 ? 0 : ELEVEN - rest;
    return check == bare.charAt(JAPAN_LENGTH - 1) - '0';
  }

  private static int weighed(CharSequence bare, int[] weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (bare.charAt(i) - '0') * weights[i];
    }
    return sum;
  }
}

package dev.yinhu.piiscanner.check;

/** Numbers of the United States and the United Kingdom. */
final class WesternIds {
  private static final int NINE = 9;
  private static final int TEN = 10;
  private static final int ELEVEN = 11;
  private static final int[] ABA_WEIGHTS = {3, 7, 1, 3, 7, 1, 3, 7, 1};

  private WesternIds() {}

  /**
   * A social security number: area not 000, 666 or above 899, group not 00, serial not 0000 (SSA,
   * randomisation of 2011); nor one of two that stood in advertisements.
   */
  static boolean isSsn(CharSequence bare) {
    if (bare.length() != NINE || !Digits.areAll(bare)) {
      return false;
    }
    int area = Digits.number(bare, 0, 3);
    int all = Digits.number(bare, 0, NINE);
    return area != 0
        && area != 666
        && area < 900
        && Digits.number(bare, 3, 5) != 0
        && Digits.number(bare, 5, NINE) != 0
        && all != 78_051_120
        && all != 219_099_999
        && !Cards.isRepeated(bare);
  }

  /** An individual taxpayer number: 9, group 50–65, 70–88, 90–92 or 94–99 (IRS). */
  static boolean isItin(CharSequence bare) {
    if (bare.length() != NINE || !Digits.areAll(bare) || bare.charAt(0) != '9') {
      return false;
    }
    int group = Digits.number(bare, 3, 5);
    return (group >= 50 && group <= 65)
        || (group >= 70 && group <= 88)
        || (group >= 90 && group != 93);
  }

  /** A routing number: a Federal Reserve range and weights 3 7 1 modulo 10 (ABA). */
  static boolean isRoutingNumber(CharSequence bare) {
    if (bare.length() != NINE || !Digits.areAll(bare)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < NINE; i++) {
      sum += (bare.charAt(i) - '0') * ABA_WEIGHTS[i];
    }
    int range = Digits.number(bare, 0, 2);
    boolean issued =
        (range >= 1 && range <= 12)
            || (range >= 21 && range <= 32)
            || (range >= 61 && range <= 72)
            || range == 80;
    return issued && sum % TEN == 0;
  }

  /** An NHS number: ten digits, weights 10 to 2 modulo 11 (NHS Data Dictionary). */
  static boolean isNhs(CharSequence bare) {
    if (bare.length() != TEN || !Digits.areAll(bare) || Cards.isRepeated(bare)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < NINE; i++) {
      sum += (bare.charAt(i) - '0') * (TEN - i);
    }
    return (ELEVEN - sum % ELEVEN) % ELEVEN == bare.charAt(NINE) - '0';
  }

  /** A National Insurance number: prefixes that are issued (HMRC NIM39110), suffix A to D. */
  static boolean isNino(CharSequence bare) {
    if (bare.length() != NINE || !Digits.areAll(bare, 2, 8)) {
      return false;
    }
    char first = Letters.upper(bare.charAt(0));
    char second = Letters.upper(bare.charAt(1));
    char last = Letters.upper(bare.charAt(8));
    String prefix = String.valueOf(new char[] {first, second});
    return Letters.isUpper(first)
        && Letters.isUpper(second)
        && "DFIQUV".indexOf(first) < 0
        && "DFIQUVO".indexOf(second) < 0
        && !"BG GB KN NK NT TN ZZ".contains(prefix)
        && last >= 'A'
        && last <= 'D';
  }
}

package dev.yinhu.piiscanner.check;

/** Codes of companies and other bodies: GB 32100-2015 and GB 11714-1997. */
final class CompanyCodes {
  /** GB 32100-2015, table 1: the value of a character is its place. */
  private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private static final int USCC_LENGTH = 18;
  private static final int ORGANISATION_LENGTH = 9;
  private static final int MOD_USCC = 31;
  private static final int MOD_ORGANISATION = 11;
  private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

  /** Registering authority and class, GB 32100-2015, tables 2 and 3, as far as they are in use. */
  private static final String AUTHORITIES = "123456789ANY";

  private CompanyCodes() {}

  /**
   * The unified social credit code: authority, class, six digits of an area, nine characters of an
   * organisation code, check character. The check character within the organisation code is not
   * asked for: codes of sole traders have none.
   */
  static boolean isUscc(CharSequence bare) {
    return bare.length() == USCC_LENGTH
        && AUTHORITIES.indexOf(Letters.upper(bare.charAt(0))) >= 0
        && isClass(Letters.upper(bare.charAt(0)), bare.charAt(1))
        && isArea(bare)
        && endsInUsccCheck(bare);
  }

  /** Classes are 1 to 5 and 9; business registers know 1 to 3 only. */
  private static boolean isClass(char authority, char c) {
    return authority == '9' ? c >= '1' && c <= '3' : (c >= '1' && c <= '5') || c == '9';
  }

  /** 10 stands for bodies that the state registers as a whole. */
  private static boolean isArea(CharSequence bare) {
    return Digits.areAll(bare, 2, 8)
        && (ResidentId.isProvince(bare, 2) || (bare.charAt(2) == '1' && bare.charAt(3) == '0'));
  }

  private static boolean endsInUsccCheck(CharSequence bare) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < USCC_LENGTH - 1; i++) {
      int value = SYMBOLS.indexOf(Letters.upper(bare.charAt(i)));
      if (value < 0) {
        return false;
      }
      sum += value * weight;
      weight = weight * 3 % MOD_USCC;
    }
    int check = (MOD_USCC - sum % MOD_USCC) % MOD_USCC;
    return SYMBOLS.charAt(check) == Letters.upper(bare.charAt(USCC_LENGTH - 1));
  }

  /** The organisation code: eight characters and a check character, 10 written X. */
  static boolean isOrganisationCode(CharSequence bare) {
    if (bare.length() != ORGANISATION_LENGTH) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
      int value = Letters.base36(bare.charAt(i));
      if (value < 0) {
        return false;
      }
      sum += value * ORGANISATION_WEIGHTS[i];
    }
    int check = (MOD_ORGANISATION - sum % MOD_ORGANISATION) % MOD_ORGANISATION;
    char expected = check == 10 ? 'X' : (char) ('0' + check);
    return expected == Letters.upper(bare.charAt(ORGANISATION_LENGTH - 1));
  }
}

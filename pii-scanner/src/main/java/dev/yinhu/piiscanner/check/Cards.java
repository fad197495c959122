package dev.yinhu.piiscanner.check;

/**
 * Payment cards by issuer prefix and length (ISO/IEC 7812-1; ranges as the card schemes publish
 * them). One random number in ten passes the Luhn check, so without other evidence a number is a
 * card only under a prefix that is in use with its length.
 */
final class Cards {
  private static final int SIX = 6;

  private Cards() {}

  /** A prefix and length of a scheme that is common enough to be taken without a cue. */
  static boolean isCommon(CharSequence bare) {
    int length = bare.length();
    if (length < 15 || length > 19 || !Digits.areAll(bare)) {
      return false;
    }
    int six = Digits.number(bare, 0, SIX);
    return switch (length) {
      case 16 -> isUnionPay(six) || isCommon16(six);
      case 15 -> within(six, 340_000, 349_999) || within(six, 370_000, 379_999);
      case 19 -> isUnionPay(six) || isOldChinese19(six);
      default -> isUnionPay(six);
    };
  }

  /** 62; 81 is issued since 2019 but little, and left to cues. */
  private static boolean isUnionPay(int six) {
    return six / 10_000 == 62;
  }

  /** Visa, Mastercard (both series), JCB, Discover, Diners. */
  private static boolean isCommon16(int six) {
    return six / 100_000 == 4
        || within(six, 510_000, 559_999)
        || within(six, 222_100, 272_099)
        || within(six, 352_800, 358_999)
        || within(six, 601_100, 601_199)
        || within(six, 644_000, 659_999)
        || within(six, 300_000, 305_999)
        || within(six, 360_000, 369_999);
  }

  /** Debit cards that Chinese banks issued before 62: ICBC 9558, BOC 4563 and 6013. */
  private static boolean isOldChinese19(int six) {
    return within(six, 955_800, 955_899)
        || within(six, 456_351, 456_351)
        || within(six, 601_382, 601_382);
  }

  /** Any prefix that is issued to a scheme, 12 to 19 digits: needs a cue. */
  static boolean isPossible(CharSequence bare) {
    int length = bare.length();
    return length >= 12
        && length <= 19
        && Digits.areAll(bare)
        && bare.charAt(0) >= '1'
        && !isRepeated(bare);
  }

  /** Whether one digit makes up the whole. */
  static boolean isRepeated(CharSequence bare) {
    for (int i = 1; i < bare.length(); i++) {
      if (bare.charAt(i) != bare.charAt(0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(int number, int least, int most) {
    return number >= least && number <= most;
  }
}

package dev.yinhu.piiscanner.check;

import java.util.BitSet;

/**
 * Phone numbers of mainland China. Mobile ranges as in the metadata of libphonenumber 9; area codes
 * as in the numbering plan (工信部《电信网编号计划》).
 */
final class ChinaPhones {
  private static final int MOBILE_LENGTH = 11;
  private static final int COUNTRY = 86;
  private static final BitSet MOBILE = mobile();
  private static final BitSet AREAS = areas();

  private ChinaPhones() {}

  /**
   * A mobile number in a range that is in use; {@code +86}, {@code 0086} or 86 may stand before.
   */
  static boolean isMobile(CharSequence bare) {
    int from = bare.length() - MOBILE_LENGTH;
    return from >= 0
        && isCountryPrefix(bare, from)
        && Digits.areAll(bare, from, bare.length())
        && bare.charAt(from) == '1'
        && MOBILE.get(Digits.number(bare, from, from + 3))
        && !isVirtual(bare, from)
        && !isRepeated(bare, from);
  }

  /** 174 serves satellites but for 1740[0-5]. */
  private static boolean isVirtual(CharSequence bare, int from) {
    return Digits.number(bare, from, from + 3) == 174
        && !(bare.charAt(from + 3) == '0' && bare.charAt(from + 4) <= '5');
  }

  private static boolean isRepeated(CharSequence bare, int from) {
    for (int i = from + 4; i < bare.length(); i++) {
      if (bare.charAt(i) != bare.charAt(from + 3)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCountryPrefix(CharSequence bare, int end) {
    int start = end > 0 && bare.charAt(0) == '+' ? 1 : 0;
    return end == 0
        || (end - start <= 4
            && end > start
            && Digits.areAll(bare, start, end)
            && Digits.number(bare, start, end) == COUNTRY);
  }

  /**
   * A landline number: 0, area code, seven or eight digits that start with 2 to 8, perhaps cut by
   * hyphens, perhaps an extension behind a hyphen or anything else that is no digit; 86 or {@code
   * +86} may stand before, then the 0 may be missing.
   */
  static boolean isLandline(CharSequence bare) {
    int from = afterTrunk(bare);
    int area = from < 0 ? 0 : areaLength(bare, from);
    if (area == 0) {
      return false;
    }
    int start = afterHyphen(bare, from + area);
    int end = endOfDigits(bare, start);
    int local = end - start;
    if ((local == 3 || local == 4) && isLastPart(bare, afterHyphen(bare, end))) {
      local += 4;
    }
    return (local == 7 || local == 8) && bare.charAt(start) >= '2' && bare.charAt(start) <= '8';
  }

  private static boolean isLastPart(CharSequence bare, int start) {
    return endOfDigits(bare, start) - start == 4;
  }

  private static int endOfDigits(CharSequence bare, int from) {
    int end = from;
    while (end < bare.length() && Digits.isDigit(bare.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int afterHyphen(CharSequence bare, int at) {
    return at < bare.length() && bare.charAt(at) == '-' ? at + 1 : at;
  }

  /** Behind country code and trunk prefix; −1 when there is neither. */
  private static int afterTrunk(CharSequence bare) {
    int at = !bare.isEmpty() && bare.charAt(0) == '+' ? 1 : 0;
    boolean country =
        bare.length() > at + 2
            && Digits.areAll(bare, at, at + 2)
            && Digits.number(bare, at, at + 2) == COUNTRY;
    int from = country ? afterHyphen(bare, at + 2) : at;
    boolean trunk = from < bare.length() && bare.charAt(from) == '0';
    return trunk ? from + 1 : country ? from : -1;
  }

  private static int areaLength(CharSequence bare, int from) {
    if (bare.length() < from + 9 || !Digits.areAll(bare, from, from + 2)) {
      return 0;
    }
    if (AREAS.get(Digits.number(bare, from, from + 2))) {
      return 2;
    }
    return Digits.areAll(bare, from, from + 3) && AREAS.get(Digits.number(bare, from, from + 3))
        ? 3
        : 0;
  }

  private static BitSet mobile() {
    BitSet prefixes = new BitSet();
    prefixes.set(130, 140);
    prefixes.set(145);
    prefixes.set(147);
    prefixes.set(150, 160);
    prefixes.clear(154);
    prefixes.set(162);
    prefixes.set(165, 168);
    prefixes.set(170, 179);
    prefixes.set(180, 200);
    prefixes.clear(194);
    return prefixes;
  }

  private static BitSet areas() {
    BitSet codes = new BitSet();
    codes.set(10);
    codes.set(20, 26);
    codes.set(27, 30);
    ranges(codes, 310, 319, 335, 335, 349, 359, 370, 379, 391, 396, 398, 398);
    ranges(codes, 410, 419, 421, 421, 427, 427, 429, 429, 431, 439, 451, 459, 464, 464, 467, 470);
    ranges(codes, 471, 479, 482, 483, 510, 519, 523, 523, 527, 527, 530, 539, 543, 543, 546, 546);
    ranges(codes, 550, 559, 561, 566, 570, 580, 591, 599, 631, 635, 660, 660, 662, 663, 668, 668);
    ranges(codes, 691, 692, 701, 701, 710, 719, 722, 722, 724, 724, 728, 728, 730, 739, 743, 746);
    ranges(codes, 750, 760, 762, 763, 766, 766, 768, 779, 790, 799, 812, 813, 816, 818, 825, 827);
    ranges(codes, 830, 839, 851, 859, 870, 879, 881, 883, 886, 888, 890, 899, 901, 903, 906, 906);
    ranges(codes, 908, 909, 911, 917, 919, 919, 930, 939, 941, 941, 943, 943, 951, 955, 970, 979);
    ranges(codes, 990, 999);
    return codes;
  }

  private static void ranges(BitSet codes, int... bounds) {
    for (int i = 0; i < bounds.length; i += 2) {
      codes.set(bounds[i], bounds[i + 1] + 1);
    }
  }
}

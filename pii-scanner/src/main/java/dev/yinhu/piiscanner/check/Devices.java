package dev.yinhu.piiscanner.check;

import java.util.BitSet;

/** Numbers of vehicles and devices: VIN, IMEI, MAC address. */
final class Devices {
  private static final int VIN_LENGTH = 17;
  private static final int VIN_CHECK = 8;
  private static final int ELEVEN = 11;
  private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

  /** ISO 3779, transliteration of A to Z; 0 for I, O and Q, which may not stand in a VIN. */
  private static final String VIN_VALUES = "12345678012345070923456789";

  private static final int IMEI_LENGTH = 15;
  private static final BitSet REPORTING_BODIES = reportingBodies();
  private static final int MAC_LENGTH = 12;

  private Devices() {}

  /** Seventeen characters of ISO 3779 with letters and digits, whatever the check digit. */
  static boolean isVinShaped(CharSequence bare) {
    int letters = 0;
    for (int i = 0; i < bare.length(); i++) {
      char c = Letters.upper(bare.charAt(i));
      if (Letters.isUpper(c)) {
        letters++;
      }
      if (vinValue(c) < 0) {
        return false;
      }
    }
    return bare.length() == VIN_LENGTH
        && letters >= 3
        && letters <= VIN_LENGTH - 3
        && Digits.areAll(bare, VIN_LENGTH - 3, VIN_LENGTH);
  }

  /** The same with the check digit of GB 16735 and 49 CFR 565 at the ninth place. */
  static boolean isVin(CharSequence bare) {
    if (!isVinShaped(bare)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < VIN_LENGTH; i++) {
      sum += vinValue(Letters.upper(bare.charAt(i))) * VIN_WEIGHTS[i];
    }
    int check = sum % ELEVEN;
    char expected = check == 10 ? 'X' : (char) ('0' + check);
    return Letters.upper(bare.charAt(VIN_CHECK)) == expected;
  }

  private static int vinValue(char c) {
    if (Digits.isDigit(c)) {
      return c - '0';
    }
    int value = Letters.isUpper(c) ? VIN_VALUES.charAt(c - 'A') - '0' : 0;
    return value == 0 ? -1 : value;
  }

  /** Fifteen digits: a type allocation code of a known reporting body, serial, Luhn digit. */
  static boolean isImei(CharSequence bare) {
    return bare.length() == IMEI_LENGTH
        && Digits.areAll(bare)
        && REPORTING_BODIES.get(Digits.number(bare, 0, 2))
        && Luhn.passes(bare);
  }

  /** GSMA TS.06, annex: reporting body identifiers. */
  private static BitSet reportingBodies() {
    BitSet bodies = new BitSet();
    bodies.set(1);
    bodies.set(10);
    bodies.set(30);
    bodies.set(33);
    bodies.set(35);
    bodies.set(44, 46);
    bodies.set(49, 55);
    bodies.set(86);
    bodies.set(91);
    bodies.set(98, 100);
    return bodies;
  }

  /** Twelve hexadecimal digits that are neither all zero nor all ones (broadcast). */
  static boolean isMac(CharSequence bare) {
    boolean allSame = true;
    for (int i = 0; i < bare.length(); i++) {
      if (Character.digit(bare.charAt(i), 16) < 0 || bare.charAt(i) > 'f') {
        return false;
      }
      allSame &= bare.charAt(i) == bare.charAt(0);
    }
    return bare.length() == MAC_LENGTH && !(allSame && "0fF".indexOf(bare.charAt(0)) >= 0);
  }
}

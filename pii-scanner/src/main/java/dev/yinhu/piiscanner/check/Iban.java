package dev.yinhu.piiscanner.check;

import java.util.HashMap;
import java.util.Map;

/** International bank account numbers, ISO 13616: length by country and mod 97 (ISO 7064). */
final class Iban {
  private static final int MOD = 97;
  private static final int HEAD = 4;

  /** IBAN registry of SWIFT: country and length. */
  private static final Map<String, Integer> LENGTHS =
      lengths(
          "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22"
              + " DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28"
              + " HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20"
              + " LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28"
              + " PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28"
              + " TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

  private Iban() {}

  static boolean passes(CharSequence bare) {
    if (bare.length() < 15) {
      return false;
    }
    String country =
        String.valueOf(new char[] {Letters.upper(bare.charAt(0)), Letters.upper(bare.charAt(1))});
    Integer length = LENGTHS.get(country);
    return length != null
        && length == bare.length()
        && Digits.areAll(bare, 2, HEAD)
        && remainder(bare) == 1;
  }

  /** The rest of the number that the characters make behind the first four, then those four. */
  private static int remainder(CharSequence bare) {
    int rest = 0;
    for (int i = 0; i < bare.length(); i++) {
      int value = Letters.base36(bare.charAt((i + HEAD) % bare.length()));
      if (value < 0) {
        return -1;
      }
      rest = (rest * (value >= 10 ? 100 : 10) + value) % MOD;
    }
    return rest;
  }

  private static Map<String, Integer> lengths(String table) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : table.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }
}

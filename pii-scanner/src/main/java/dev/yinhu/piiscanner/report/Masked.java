package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;

/**
 * Values with most of their characters hidden: enough to recognise one's own, too little to learn
 * one. The number of stars says nothing of the length.
 *
 * <p>These are not the masks of {@code crypto}, and neither can stand for the other. Those show a
 * reader what the register lets them see of a field, by the mask that the register names, and hide
 * what is not of that kind whole. These stand in reports that are kept and handed on, for every
 * type that the scanner knows and for what it only took for one, and show less: at most 7 of 12
 * characters. Nor does the scanner, which also runs alone and on Spark, know the module of the
 * keys.
 */
final class Masked {
  private static final String HIDDEN = "****";

  private Masked() {}

  static String of(PiiType type, String value) {
    return switch (type.name()) {
      case "CN_MOBILE" -> ends(value, 3, 4);
      case "BANK_CARD", "IBAN", "IMEI", "VIN", "CN_USCC" -> ends(value, 0, 4);
      case "CN_RESIDENT_ID", "FOREIGN_PR_ID" -> ends(value, 2, 2);
      case "CN_LANDLINE", "PHONE" -> ends(value, 0, 3);
      case "EMAIL" -> email(value);
      case "PERSON_NAME" -> ends(value, 1, 0);
      case "CN_ADDRESS" -> ends(value, 3, 0);
      case "SECRET", "CRYPTO_WALLET" -> ends(value, 2, 0);
      default -> ends(value, 1, 1);
    };
  }

  private static String email(String value) {
    int at = value.lastIndexOf('@');
    return at < 1 ? HIDDEN : ends(value.substring(0, at), 1, 0) + value.substring(at);
  }

  /** Never more than half of the value. */
  private static String ends(String value, int first, int last) {
    int length = value.codePointCount(0, value.length());
    int shownFirst = Math.min(first, length / 4 + (last == 0 ? length % 4 / 2 : 0));
    int shownLast = Math.min(last, length / 3);
    int from = value.offsetByCodePoints(0, shownFirst);
    int to = value.offsetByCodePoints(value.length(), -shownLast);
    String masked = value.substring(0, from) + HIDDEN + value.substring(to);
    return masked.replaceAll("\\p{Cntrl}", " ");
  }
}

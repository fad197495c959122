package dev.yinhu.notices.text;

/**
 * How long a short message is (3GPP TS 23.038 sections 6.2.1 and 6.2.3, TS 23.040 section
 * 9.2.3.24.1): 160 septets of the default alphabet, or 70 UTF-16 units; in several parts 153 and 67
 * each.
 *
 * @param unicode true when a character is outside of the default alphabet
 * @param units septets, or UTF-16 units
 * @param parts how many messages an operator counts; 0 for the empty text
 */
public record SmsLength(boolean unicode, int units, int parts) {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";

  /** Of a text. */
  public static SmsLength of(String text) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (EXTENDED.indexOf(each) >= 0) {
        septets += 2;
      } else if (BASIC.indexOf(each) >= 0) {
        septets++;
      } else {
        return counted(true, text.length(), 70, 67);
      }
    }
    return counted(false, septets, 160, 153);
  }

  private static SmsLength counted(boolean unicode, int units, int alone, int part) {
    if (units == 0) {
      return new SmsLength(unicode, 0, 0);
    }
    return new SmsLength(unicode, units, units <= alone ? 1 : (units + part - 1) / part);
  }
}

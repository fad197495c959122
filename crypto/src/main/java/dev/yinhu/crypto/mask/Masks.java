package dev.yinhu.crypto.mask;

import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Shows as little of a value as its kind allows. Whatever does not look like its kind is hidden
 * whole, and a value is never shown whole. What remains at most:
 *
 * <ul>
 *   <li>mobile number of mainland China: country code, three digits and four; any other telephone
 *       number of 7 digits or more: the last two
 *   <li>name: the first character of each word, at most half of all characters
 *   <li>e-mail address: the first character before the {@code @}, and the domain
 *   <li>identity document of 14 characters or more: three and four; of 8 or more: one and two
 *   <li>card: the last four digits
 *   <li>postal address: what stands above street and house, down to the district
 * </ul>
 *
 * <p>Stateless; safe for use by many threads.
 */
public final class Masks {
  private static final int STAR = '*';
  private static final String HIDDEN = "****";
  private static final int MIN_PHONE_DIGITS = 7;
  private static final int MOBILE_DIGITS = 11;
  private static final int MIN_CARD_DIGITS = 12;
  private static final int MIN_ID_LENGTH = 8;
  private static final int LONG_ID_LENGTH = 14;

  private static final Pattern NUMBER = Pattern.compile("[0-9+() -]+");
  private static final Pattern MOBILE =
      Pattern.compile("(?:(?:[+]|00)86)?[ (-]*1[3-9](?:[) -]*[0-9]){9}");
  private static final Pattern DOCUMENT = Pattern.compile("[0-9A-Za-z()-]+");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[\\p{L}\\p{Nd}-]{1,63}[.]){1,8}(?:\\p{L}{2,24}|xn--[a-z0-9-]{2,59})");

  private Masks() {}

  /** The masked form of the value, as the register says; an empty value stays empty. */
  public static String mask(MaskRule rule, String value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (rule) {
      case MaskRule.Named(MaskName name) -> mask(name, value);
      case MaskRule.Ends ends -> MaskTemplate.ends(ends, value);
      case MaskRule.Pattern pattern -> MaskTemplate.pattern(pattern, value);
    };
  }

  /** The masked form of the value by a named mask; an empty value stays empty. */
  public static String mask(MaskName mask, String value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (mask) {
      case PHONE -> phone(value);
      case NAME -> name(value);
      case EMAIL -> email(value);
      case ID_NUMBER -> idNumber(value.strip());
      case CARD -> digits(value, MIN_CARD_DIGITS, 0, 4);
      case ADDRESS -> Regions.shown(value).map(region -> region + HIDDEN).orElse(HIDDEN);
      case ALL -> HIDDEN;
    };
  }

  /** 138****5678, with separators and country code as they stand. */
  private static String phone(String value) {
    return MOBILE.matcher(value).matches()
        ? digits(value, MOBILE_DIGITS, countDigits(value) - MOBILE_DIGITS + 3, 4)
        : digits(value, MIN_PHONE_DIGITS, 0, 2);
  }

  /** Keeps the first and last digits and every separator, hides the digits between. */
  private static String digits(String value, int least, int first, int last) {
    int digits = countDigits(value);
    if (digits < least || !NUMBER.matcher(value).matches()) {
      return HIDDEN;
    }
    StringBuilder masked = new StringBuilder(value.length());
    int seen = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean hide = isDigit(c) && seen >= first && seen < digits - last;
      masked.append(hide ? '*' : c);
      seen += isDigit(c) ? 1 : 0;
    }
    return masked.toString();
  }

  private static int countDigits(String value) {
    return (int) value.chars().filter(Masks::isDigit).count();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** 张*, 欧**, J*** S****: the first character of each word. */
  private static String name(String value) {
    int[] points = value.codePoints().toArray();
    boolean wordStart = true;
    for (int i = 0; i < points.length; i++) {
      boolean separator = points[i] == ' ' || points[i] == '·';
      if (!separator && !wordStart) {
        points[i] = STAR;
      }
      wordStart = separator;
    }
    return halfHidden(points) ? text(points) : HIDDEN;
  }

  private static boolean halfHidden(int[] points) {
    return 2 * Arrays.stream(points).filter(point -> point == STAR).count() >= points.length;
  }

  /** w***@example.com: one character of the local part, and the domain. */
  private static String email(String value) {
    int at = value.indexOf('@');
    if (at < 1 || !DOMAIN.matcher(value.substring(at + 1)).matches()) {
      return HIDDEN;
    }
    int[] local = value.substring(0, at).codePoints().toArray();
    if (Arrays.stream(local).anyMatch(Character::isWhitespace)) {
      return HIDDEN;
    }
    String shown = local.length < 2 ? "" : Character.toString(local[0]);
    return shown + "***" + value.substring(at);
  }

  /** 330***********123X: three characters and four, of short ones one and two. */
  private static String idNumber(String value) {
    if (value.length() < MIN_ID_LENGTH || !DOCUMENT.matcher(value).matches()) {
      return HIDDEN;
    }
    boolean isLong = value.length() >= LONG_ID_LENGTH;
    int first = isLong ? 3 : 1;
    int last = isLong ? 4 : 2;
    return value.substring(0, first)
        + "*".repeat(value.length() - first - last)
        + value.substring(value.length() - last);
  }

  private static String text(int[] points) {
    return new String(points, 0, points.length);
  }
}

package dev.yinhu.crypto;

import dev.yinhu.register.MaskName;
import java.util.Arrays;

/**
 * Shows as little of a value as its kind allows. Whatever does not look like its kind is hidden
 * whole. Of a mobile number four digits are hidden, as is the custom, of names and other numbers at
 * least half of the characters, of e-mail addresses all but one character before the domain, of
 * postal addresses all below the district.
 *
 * <p>Stateless; safe for use by many threads.
 */
public final class Masks {
  private static final int STAR = '*';
  private static final String HIDDEN = "****";
  private static final int MIN_PHONE_DIGITS = 7;
  private static final int MIN_CARD_DIGITS = 12;
  private static final int MIN_ID_LENGTH = 8;
  private static final int MAX_REGION = 20;
  private static final String REGION_ENDS = "区县旗";
  private static final String CITY_ENDS = "市州盟";

  private Masks() {}

  /** The masked form of the value; an empty value stays empty. */
  public static String mask(MaskName mask, String value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (mask) {
      case PHONE -> phone(value);
      case NAME -> name(value);
      case EMAIL -> email(value);
      case ID_NUMBER -> idNumber(value);
      case CARD -> digits(value, MIN_CARD_DIGITS, 0, 4);
      case ADDRESS -> address(value);
      case ALL -> HIDDEN;
    };
  }

  /** 138****5678: three digits and four, separators and country code as they stand. */
  private static String phone(String value) {
    int digits = count(value);
    int code = value.startsWith("+86") || value.startsWith("0086") ? digits - 11 : 0;
    if (code < 0 || digits - code < MIN_PHONE_DIGITS) {
      return HIDDEN;
    }
    return digits - code == 11
        ? digits(value, 11, code + 3, 4)
        : digits(value, MIN_PHONE_DIGITS, code, 2);
  }

  /** Keeps the first and last digits and every separator, hides the digits between. */
  private static String digits(String value, int least, int first, int last) {
    int digits = count(value);
    if (digits < least || !value.chars().allMatch(Masks::isNumberPart)) {
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

  private static int count(String value) {
    return (int) value.chars().filter(Masks::isDigit).count();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNumberPart(int c) {
    return isDigit(c) || c == '+' || c == '-' || c == ' ' || c == '(' || c == ')';
  }

  /** 张*, 欧**: the first character of each word. */
  private static String name(String value) {
    int[] points = value.codePoints().toArray();
    if (points.length < 2) {
      return HIDDEN;
    }
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
    int at = value.lastIndexOf('@');
    if (at < 1 || at == value.length() - 1) {
      return HIDDEN;
    }
    int[] local = value.substring(0, at).codePoints().toArray();
    String shown = local.length < 2 ? "" : Character.toString(local[0]);
    return shown + "***" + value.substring(at);
  }

  /** 330***********123X: three characters and four. */
  private static String idNumber(String value) {
    int[] points = value.strip().codePoints().toArray();
    if (points.length < MIN_ID_LENGTH) {
      return HIDDEN;
    }
    int first = points.length >= 2 * 7 ? 3 : 1;
    int last = points.length >= 2 * 7 ? 4 : 2;
    Arrays.fill(points, first, points.length - last, STAR);
    return text(points);
  }

  /** 浙江省杭州市西湖区****: down to the district, else the city; otherwise nothing. */
  private static String address(String value) {
    int end = regionEnd(REGION_ENDS, value);
    if (end < 0) {
      end = regionEnd(CITY_ENDS, value);
    }
    return end < 1 || end == value.length() - 1 ? HIDDEN : value.substring(0, end + 1) + HIDDEN;
  }

  /** The first place where a region name may end, within the region's part of the address. */
  private static int regionEnd(String ends, String value) {
    for (int i = 1; i < Math.min(value.length(), MAX_REGION); i++) {
      if (ends.indexOf(value.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String text(int[] points) {
    return new String(points, 0, points.length);
  }
}

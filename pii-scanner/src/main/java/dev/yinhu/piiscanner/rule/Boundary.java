package dev.yinhu.piiscanner.rule;

import java.util.Locale;

/**
 * What may not stand right before or right behind a value. Only ASCII letters and digits are meant:
 * a number may be glued to Han text. The start and the end of a text satisfy all.
 */
public enum Boundary {
  /** No digit. */
  NOT_DIGIT,
  /** No letter. */
  NOT_LETTER,
  /** Neither letter nor digit. */
  NOT_ALNUM,
  /** Neither letter, digit nor underscore. */
  NOT_WORD,
  /** No digit, and no point, comma or colon that joins a digit: not a part of a larger number. */
  NOT_NUMBER,
  /** No hyphen or underscore that joins a letter or digit: not a part of a serial or UUID. */
  NOT_HYPHENATED,
  /** No point that joins a letter or digit: not a part of a host name, version or decimal. */
  NOT_DOTTED,
  /** No {@code @}: not a part of an e-mail address. */
  NOT_AT,
  /** No colon that joins a letter or digit: not a part of a time, fingerprint or address. */
  NOT_COLON,
  /** No slash: not a part of a path. */
  NOT_SLASH,
  /** No asterisk: not the rest of a masked value. */
  NOT_MASKED,
  /** No Han character. */
  NOT_HAN;

  private static final char NOTHING = '\0';

  /** The name in a rule file, such as {@code not-digit}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a value may start here. */
  public boolean allowsBefore(char[] chars, int start) {
    return start == 0 || allows(chars[start - 1], start > 1 ? chars[start - 2] : NOTHING);
  }

  /**
   * Whether a value may end here.
   *
   * @param end behind its last character
   * @param length how many of the characters are text
   */
  public boolean allowsAfter(char[] chars, int end, int length) {
    return end >= length || allows(chars[end], end + 1 < length ? chars[end + 1] : NOTHING);
  }

  private boolean allows(char near, char beyond) {
    return switch (this) {
      case NOT_DIGIT -> !isDigit(near);
      case NOT_LETTER -> !isLetter(near);
      case NOT_ALNUM -> !isAlnum(near);
      case NOT_WORD -> !isAlnum(near) && near != '_';
      case NOT_NUMBER ->
          !isDigit(near) && !((near == '.' || near == ',' || near == ':') && isDigit(beyond));
      case NOT_HYPHENATED -> !((near == '-' || near == '_') && isAlnum(beyond));
      case NOT_DOTTED -> !(near == '.' && isAlnum(beyond));
      case NOT_AT -> near != '@';
      case NOT_COLON -> !(near == ':' && isAlnum(beyond));
      case NOT_SLASH -> near != '/' && near != '\\';
      case NOT_MASKED -> near != '*';
      case NOT_HAN -> !(near >= '\u4e00' && near <= '\u9fff');
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isAlnum(char c) {
    return isDigit(c) || isLetter(c);
  }
}

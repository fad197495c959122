package dev.yinhu.piiscanner.rule;

import dev.yinhu.piiscanner.text.Signs;
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
  /** No digit, and no point that joins a digit: not a part of a larger number. */
  NOT_NUMBER,
  /** No hyphen or underscore that joins a letter or digit: not a part of a serial or UUID. */
  NOT_HYPHENATED,
  /** No point that joins a letter or digit: not a part of a host name, version or decimal. */
  NOT_DOTTED,
  /** No {@code @}: not a part of an e-mail address. */
  NOT_AT,
  /** No colon that joins a letter or digit: not a part of a time, fingerprint or address. */
  NOT_COLON,
  /**
   * Before: no colon behind one to four hexadecimal digits, a group of an address. Behind: as
   * not-colon.
   */
  NOT_COLON_HEX,
  /** No slash: not a part of a path. */
  NOT_SLASH,
  /**
   * Behind: no colon or equals sign, also behind a closing quote, and no tag's end: the name of a
   * value is no value. For the place behind a value only.
   */
  NOT_LABEL,
  /** Before: no sign that opens a tag. */
  NOT_TAG,
  /** No asterisk: not the rest of a masked value. */
  NOT_MASKED,
  /** No Han character. */
  NOT_HAN;

  private static final int LONGEST_GROUP = 5;
  private static final Signs CLOSING = new Signs("\"'`\\])】");
  private static final char NOTHING = '\0';

  /** The name in a rule file, such as {@code not-digit}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a value may start here. */
  public boolean allowsBefore(char[] chars, int start) {
    if (this == NOT_COLON_HEX) {
      return !followsHexGroup(chars, start);
    }
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
      case NOT_NUMBER -> !isDigit(near) && !(near == '.' && isDigit(beyond));
      case NOT_HYPHENATED -> !((near == '-' || near == '_') && isAlnum(beyond));
      case NOT_DOTTED -> !(near == '.' && isAlnum(beyond));
      case NOT_AT -> near != '@';
      case NOT_COLON, NOT_COLON_HEX -> !(near == ':' && isAlnum(beyond));
      case NOT_SLASH -> near != '/';
      case NOT_LABEL ->
          near != '>'
              && near != '='
              && near != ':'
              && !(CLOSING.has(near) && (beyond == ':' || beyond == '='));
      case NOT_TAG -> near != '<';
      case NOT_MASKED -> near != '*';
      case NOT_HAN -> !(near >= '\u4e00' && near <= '\u9fff');
    };
  }

  private static boolean followsHexGroup(char[] chars, int start) {
    if (start == 0 || chars[start - 1] != ':') {
      return false;
    }
    int at = start - 2;
    while (at >= 0 && at > start - 2 - LONGEST_GROUP && isHex(chars[at])) {
      at--;
    }
    return at < start - 2 && (at < 0 || !isAlnum(chars[at]));
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
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

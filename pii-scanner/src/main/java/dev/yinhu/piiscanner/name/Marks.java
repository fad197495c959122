package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.text.Signs;

/** What single characters are to the search for names. */
final class Marks {
  private static final Signs FRAME = new Signs(" \"'\\“”‘’「『【[(（*　】])）《<");
  private static final Signs LISTING = new Signs("、/和,，与 ");

  private static final char FIRST_DOT = '·';

  private Marks() {}

  /** Parts the names of a list. */
  static boolean isListing(char c) {
    return LISTING.has(c);
  }

  /** Joins the parts of a name that is written by its sound. */
  static boolean isDot(char c) {
    return c >= FIRST_DOT && (c == '·' || c == '•' || c == '・' || c == '‧' || c == '･');
  }

  /** Stands between a label and its value. */
  static boolean isAssignment(char c) {
    return c == ':' || c == '=' || c == '：' || c == '＝';
  }

  /** May stand around a value: quotation marks, brackets, spaces. */
  static boolean isFrame(char c) {
    return !Han.isHan(c) && FRAME.has(c);
  }

  static boolean isOpening(char c) {
    return c == '“' || c == '《' || c == '「' || c == '『';
  }

  static boolean isClosing(char c) {
    return c == '”' || c == '》' || c == '」' || c == '』';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A letter, a digit, or what joins them in a key. */
  static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-';
  }
}

package dev.yinhu.piiscanner.check;

/** Letters of values; only ASCII ones count. */
final class Letters {
  private Letters() {}

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean areUpper(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isUpper(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is nothing but letters. */
  static boolean areLetters(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isUpper(upper(text.charAt(i)))) {
        return false;
      }
    }
    return true;
  }

  /** The same letter in upper case; other characters stay. */
  static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }

  /** 10 for A to 35 for Z in either case, 0 to 9 for digits, −1 for anything else. */
  static int base36(char c) {
    char up = upper(c);
    if (isUpper(up)) {
      return up - 'A' + 10;
    }
    return Digits.isDigit(c) ? c - '0' : -1;
  }
}

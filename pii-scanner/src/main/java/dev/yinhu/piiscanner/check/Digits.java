package dev.yinhu.piiscanner.check;

/** Digits of values; only ASCII ones count. */
final class Digits {
  private Digits() {}

  /** Whether there is at least one character and each is a digit. */
  static boolean areAll(CharSequence text) {
    return !text.isEmpty() && areAll(text, 0, text.length());
  }

  /** Whether each character from one place to before another is a digit. */
  static boolean areAll(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is a digit. */
  static boolean areSome(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The value of the digits, at most nine of them. */
  static int number(CharSequence text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}

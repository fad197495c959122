package dev.yinhu.register;

/** The spelling rules that the shared words have in common. */
final class Words {
  private Words() {}

  static String require(String what, String value, boolean good, String rule) {
    if (!good) {
      throw new IllegalArgumentException(what + " " + Quote.of(value) + " is not valid: " + rule);
    }
    return value;
  }

  /** Lower-case ASCII name as callers, purposes and rules have: starts with a letter or digit. */
  static boolean isSlug(String value, int longest) {
    return !value.isEmpty()
        && value.length() <= longest
        && isLowerAlphanumeric(value.charAt(0))
        && value.chars().allMatch(c -> isLowerAlphanumeric(c) || c == '.' || c == '_' || c == '-');
  }

  /** A column, table or key name: letters of any script, digits, underscore and hyphen. */
  static boolean isIdentifier(String value) {
    return isIdentifier(value, 0, value.length());
  }

  /** Identifiers separated by dots. */
  static boolean isPath(String value) {
    int start = 0;
    for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', start)) {
      if (!isIdentifier(value, start, dot)) {
        return false;
      }
      start = dot + 1;
    }
    return isIdentifier(value, start, value.length());
  }

  static boolean hasUnpairedSurrogate(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(value.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  static boolean hasControlCharacter(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** A plain loop: every field of every request passes here. */
  private static boolean isIdentifier(String value, int start, int end) {
    for (int i = start; i < end; ) {
      int c = value.codePointAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
        return false;
      }
      i += Character.charCount(c);
    }
    return start < end;
  }

  private static boolean isLowerAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}

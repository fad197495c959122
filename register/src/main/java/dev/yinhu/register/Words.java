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
    return !value.isEmpty()
        && value.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  static boolean hasUnpairedSurrogate(String value) {
    return value.codePoints().anyMatch(Words::isSurrogate);
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isLowerAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}

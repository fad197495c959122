package dev.yinhu.fieldaccess;

import java.nio.charset.StandardCharsets;

/** Bounds on the texts that come from outside. */
final class Texts {
  /** Largest value in bytes of UTF-8. */
  static final int MAX_VALUE_BYTES = 65_536;

  /** Longest context in UTF-16 characters. */
  static final int MAX_CONTEXT = 1_024;

  private static final int MAX_BYTES_PER_CHAR = 3;

  private Texts() {}

  /** Whether the text has no unpaired surrogate, so that its UTF-8 gives it back as it is. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static boolean isValue(String text) {
    boolean surelyFits = text.length() <= MAX_VALUE_BYTES / MAX_BYTES_PER_CHAR;
    return isWellFormed(text)
        && (surelyFits || text.getBytes(StandardCharsets.UTF_8).length <= MAX_VALUE_BYTES);
  }

  static boolean isContext(String context) {
    return context.length() <= MAX_CONTEXT && isWellFormed(context);
  }
}

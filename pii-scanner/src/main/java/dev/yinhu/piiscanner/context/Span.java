package dev.yinhu.piiscanner.context;

/** A stretch of characters in one number: its start above, its end below. */
final class Span {
  /** No stretch. */
  static final long NONE = -1;

  private static final int START_SHIFT = 32;

  private Span() {}

  static long of(int from, int to) {
    return ((long) from << START_SHIFT) | to;
  }

  static int from(long span) {
    return (int) (span >>> START_SHIFT);
  }

  static int to(long span) {
    return (int) span;
  }

  static boolean isEmpty(long span) {
    return from(span) == to(span);
  }

  /** Without white space around it. */
  static long stripped(char[] chars, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(chars[start])) {
      start++;
    }
    while (end > start && Character.isWhitespace(chars[end - 1])) {
      end--;
    }
    return of(start, end);
  }
}

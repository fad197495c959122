package dev.yinhu.piiscanner.context;

import dev.yinhu.piiscanner.text.Signs;

/** Cells of a line that a delimiter cuts; one between double quotes does not. */
final class Cells {
  private static final Signs DECORATION = new Signs("\"'`*_[]# \t\r\uFEFF");
  private static final int LONGEST_NAME = 40;
  private static final int MOST_DIGITS = 3;
  private static final int MOST_HAN = 14;

  private Cells() {}

  /** How many there are. */
  static int count(char[] chars, int from, int to, char delimiter) {
    int count = 1;
    boolean quoted = false;
    for (int at = from; at < to; at++) {
      char c = chars[at];
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        count++;
      }
    }
    return count;
  }

  /** Behind the cell that starts at a place: its delimiter or the end of the line. */
  static int end(char[] chars, int from, int to, char delimiter) {
    boolean quoted = false;
    int at = from;
    while (at < to && (quoted || chars[at] != delimiter)) {
      quoted ^= chars[at] == '"';
      at++;
    }
    return at;
  }

  /** The {@link Span} without quotes and the like around it. */
  static long bare(char[] chars, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && DECORATION.has(chars[start])) {
      start++;
    }
    while (end > start && DECORATION.has(chars[end - 1])) {
      end--;
    }
    return Span.of(start, end);
  }

  /** Whether all cells of a line can be names of columns, and at least one is not empty. */
  static boolean areNames(char[] chars, int from, int to, char delimiter) {
    boolean any = false;
    int start = from;
    while (start <= to) {
      int end = end(chars, start, to, delimiter);
      long cell = bare(chars, start, end);
      if (!Span.isEmpty(cell)) {
        if (!isName(chars, cell)) {
          return false;
        }
        any = true;
      }
      start = end + 1;
    }
    return any;
  }

  /** Whether it starts with a letter, is short, and holds few digits and no {@code @}. */
  static boolean isName(char[] chars, long cell) {
    int from = Span.from(cell);
    int to = Span.to(cell);
    if (from == to || to - from > LONGEST_NAME || !Character.isLetter(chars[from])) {
      return false;
    }
    int digits = 0;
    int han = 0;
    for (int at = from; at < to; at++) {
      char c = chars[at];
      if (c == '@') {
        return false;
      }
      digits += Character.isDigit(c) ? 1 : 0;
      han += Character.isIdeographic(c) ? 1 : 0;
    }
    return digits <= MOST_DIGITS && han <= MOST_HAN;
  }
}

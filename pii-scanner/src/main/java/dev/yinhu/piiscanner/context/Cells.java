package dev.yinhu.piiscanner.context;

import java.util.ArrayList;
import java.util.List;

/** Cells of a line that a delimiter cuts. */
final class Cells {
  private static final String DECORATION = "\"'`*_[]# \t";
  private static final int LONGEST_NAME = 40;
  private static final int MOST_DIGITS = 3;
  private static final int MOST_HAN = 14;

  private Cells() {}

  /** How many there are; a delimiter between double quotes does not count. */
  static int count(char[] chars, int from, int to, char delimiter) {
    return 1 + delimiters(chars, from, to, delimiter);
  }

  /** How many delimiters stand outside double quotes. */
  static int delimiters(char[] chars, int from, int to, char delimiter) {
    int count = 0;
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

  /** The bare texts of all cells. */
  static List<String> of(char[] chars, int from, int to, char delimiter) {
    List<String> cells = new ArrayList<>();
    boolean quoted = false;
    int start = from;
    for (int at = from; at < to; at++) {
      if (chars[at] == '"') {
        quoted = !quoted;
      } else if (chars[at] == delimiter && !quoted) {
        cells.add(bare(new String(chars, start, at - start)));
        start = at + 1;
      }
    }
    cells.add(bare(new String(chars, start, to - start)));
    return cells;
  }

  /** Without quotes and the like around it. */
  static String bare(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isDecoration(cell.charAt(from))) {
      from++;
    }
    while (to > from && isDecoration(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  private static boolean isDecoration(char c) {
    return DECORATION.indexOf(c) >= 0 || c == '\r' || c == '\uFEFF';
  }

  /** Whether all cells can be names of columns, and at least one is not empty. */
  static boolean areNames(List<String> cells) {
    return cells.stream().allMatch(cell -> cell.isEmpty() || isName(cell))
        && cells.stream().anyMatch(cell -> !cell.isEmpty());
  }

  /** Whether it starts with a letter, is short, and holds few digits and no {@code @}. */
  static boolean isName(String cell) {
    if (cell.isEmpty()
        || cell.length() > LONGEST_NAME
        || !Character.isLetter(cell.charAt(0))
        || cell.indexOf('@') >= 0) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < cell.length(); i++) {
      digits += Character.isDigit(cell.charAt(i)) ? 1 : 0;
      letters += Character.isIdeographic(cell.charAt(i)) ? 1 : 0;
    }
    return digits <= MOST_DIGITS && letters <= MOST_HAN;
  }
}

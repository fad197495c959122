package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import java.util.Arrays;

/**
 * Heads of the columns of tables within a text: CSV, TSV, Markdown and boxes drawn with lines. Two
 * lines with equally many separators belong to one table, and the first line of a table is its
 * head. Asked from left to right, it reads every line once. One thread, one text.
 */
final class TableColumns {
  private static final String SEPARATORS = "|,\t;";
  private static final int LONGEST_CELL = 40;

  private final char[] chars;
  private final int length;
  private final int[] counts = new int[SEPARATORS.length()];
  private int lineStart;
  private int lineEnd = -1;
  private int headStart = -1;
  private int headEnd;
  private char separator;
  private int separators;
  private int countedTo;
  private int column;

  TableColumns(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
  }

  /** Length of the head of the column that this place stands in, 0 when there is none. */
  int head(int at, char[] into) {
    while (lineEnd < at) {
      nextLine();
    }
    if (headStart < 0 || headStart == lineStart) {
      return 0;
    }
    for (; countedTo < at; countedTo++) {
      column += chars[countedTo] == separator ? 1 : 0;
    }
    return cell(column, into);
  }

  private int cell(int number, char[] into) {
    int at = headStart;
    for (int left = number; left > 0 && at < headEnd; at++) {
      left -= chars[at] == separator ? 1 : 0;
    }
    int size = 0;
    for (; at < headEnd && chars[at] != separator && size < into.length; at++) {
      if (Character.isLetterOrDigit(chars[at])) {
        into[size++] = chars[at];
      }
    }
    return size;
  }

  private void nextLine() {
    lineStart = lineEnd + 1;
    int at = lineStart;
    boolean empty = true;
    Arrays.fill(counts, 0);
    for (; at < length && chars[at] != '\n'; at++) {
      char c = chars[at];
      int kind = c < 128 ? SEPARATORS.indexOf(c) : -1;
      if (kind >= 0) {
        counts[kind]++;
      }
      empty &= !Han.isHan(c) && !Character.isLetterOrDigit(c);
    }
    lineEnd = at;
    countedTo = lineStart;
    column = 0;
    if (!empty) {
      relate();
    }
  }

  private void relate() {
    int most = 0;
    for (int kind = 1; kind < counts.length; kind++) {
      most = counts[kind] > counts[most] ? kind : most;
    }
    if (counts[most] == 0) {
      headStart = -1;
      separators = 0;
    } else if (SEPARATORS.charAt(most) != separator || counts[most] != separators) {
      separator = SEPARATORS.charAt(most);
      separators = counts[most];
      headStart = isHead() ? lineStart : -1;
      headEnd = lineEnd;
    }
  }

  /** A head has no long cells and no long numbers. */
  private boolean isHead() {
    int digits = 0;
    int cell = 0;
    for (int at = lineStart; at < lineEnd; at++) {
      char c = chars[at];
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      cell = c == separator ? 0 : cell + 1;
      if (digits > 3 || cell > LONGEST_CELL) {
        return false;
      }
    }
    return true;
  }
}

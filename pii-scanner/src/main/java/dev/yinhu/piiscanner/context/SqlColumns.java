package dev.yinhu.piiscanner.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The column lists of {@code INSERT INTO t (a, b) VALUES (…), (…)}. One statement is held at a time
 * and read from left to right.
 */
final class SqlColumns<T> {
  private static final String KEYWORD = "values";

  /**
   * How far the keyword may be moved on when a character stands under its end: Horspool, "Practical
   * fast searching in strings", 1980.
   */
  private static final byte[] SHIFTS = shifts();

  private static final int LONGEST_LIST = 20_000;
  private static final int MOST_COLUMNS = 2_000;

  private final char[] chars;
  private final int length;
  private final NameReader<T> reader;

  /** Up to where statements were looked for. */
  private int searched;

  /** The statement at hand: its columns, where its tuples go on, where they end. */
  private List<@Nullable T> columns = List.of();

  private int cursor;
  private int column;
  private int depth;
  private boolean quoted;
  private boolean over = true;

  SqlColumns(char[] chars, int length, NameReader<T> reader) {
    this.chars = chars;
    this.length = length;
    this.reader = reader;
  }

  /** The column of the value at a place, when it stands in a tuple; places ascend. */
  @Nullable T columnOf(int start) {
    while (true) {
      if (!over && readTo(start)) {
        boolean inside = depth == 1 && column < columns.size();
        return inside ? columns.get(column) : null;
      }
      if (!openNext(start)) {
        return null;
      }
    }
  }

  /** Reads tuples up to a place; false when they end before it. */
  private boolean readTo(int place) {
    while (cursor < place) {
      char c = chars[cursor];
      if (quoted) {
        readQuoted(c);
      } else if (c == '\'') {
        quoted = true;
      } else if (!readPlain(c)) {
        over = true;
        searched = Math.max(searched, cursor);
        return false;
      }
      cursor++;
    }
    return true;
  }

  private void readQuoted(char c) {
    if (c == '\\') {
      cursor++;
    } else if (c == '\'') {
      quoted = false;
    }
  }

  /** False when the statement is over. */
  private boolean readPlain(char c) {
    switch (c) {
      case '(' -> {
        depth++;
        column = depth == 1 ? 0 : column;
      }
      case ')' -> depth--;
      case ',' -> column += depth == 1 ? 1 : 0;
      default -> {}
    }
    return depth > 0 || c == ')' || c == ',' || Character.isWhitespace(c);
  }

  /** Finds the next statement whose tuples begin before a place. */
  private boolean openNext(int place) {
    int last = KEYWORD.length() - 1;
    int at = searched;
    while (at + KEYWORD.length() < place) {
      char c = chars[at + last];
      if ((c == 's' || c == 'S') && isKeyword(at)) {
        searched = at + KEYWORD.length();
        columns = listBefore(at);
        if (!columns.isEmpty()) {
          cursor = searched;
          column = 0;
          depth = 0;
          quoted = false;
          over = false;
          return true;
        }
      }
      at += c < SHIFTS.length ? SHIFTS[c] : KEYWORD.length();
    }
    searched = at;
    return false;
  }

  private static byte[] shifts() {
    byte[] shifts = new byte[0x80];
    Arrays.fill(shifts, (byte) KEYWORD.length());
    for (int i = 0; i < KEYWORD.length() - 1; i++) {
      byte shift = (byte) (KEYWORD.length() - 1 - i);
      shifts[KEYWORD.charAt(i)] = shift;
      shifts[Character.toUpperCase(KEYWORD.charAt(i))] = shift;
    }
    return shifts;
  }

  private boolean isKeyword(int at) {
    for (int i = 0; i < KEYWORD.length(); i++) {
      if (Character.toLowerCase(chars[at + i]) != KEYWORD.charAt(i)) {
        return false;
      }
    }
    int end = at + KEYWORD.length();
    return end < length && (Character.isWhitespace(chars[end]) || chars[end] == '(');
  }

  /** The names between the parentheses that end before a place. */
  private List<@Nullable T> listBefore(int place) {
    int end = place;
    while (end > 0 && Character.isWhitespace(chars[end - 1])) {
      end--;
    }
    int floor = Math.max(0, end - LONGEST_LIST);
    int start = end - 1;
    if (start < 0 || chars[start] != ')') {
      return List.of();
    }
    while (start > floor && chars[start - 1] != '(') {
      start--;
    }
    List<@Nullable T> names = new ArrayList<>();
    while (start < end && names.size() < MOST_COLUMNS) {
      int stop = start;
      while (stop < end - 1 && chars[stop] != ',') {
        stop++;
      }
      long name = Cells.bare(chars, start, stop);
      names.add(Span.isEmpty(name) ? null : reader.read(chars, Span.from(name), Span.to(name)));
      start = stop + 1;
    }
    return names;
  }
}

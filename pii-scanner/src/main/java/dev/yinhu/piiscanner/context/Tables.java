package dev.yinhu.piiscanner.context;

import java.util.List;

/**
 * Tables in a text: lines that follow each other with the same number of cells, the first of which
 * holds names. The table at hand is remembered, so that each line is read once.
 */
final class Tables {
  private static final String DELIMITERS = "\t|│,;";
  private static final String RULE = "|+-=:─━┼├┤┬┴┌┐└┘│ \t\r";
  private static final int LONGEST_LINE = 20_000;

  /** A list of names and values has two columns, or two pairs of them. */
  private static final int WIDEST_PAIRS = 4;

  private static final char NONE = '\0';

  private final char[] chars;
  private final int length;

  /** The table at hand: its lines reach from the header to here. */
  private int top = -1;

  private int bottom = -1;
  private char delimiter = NONE;
  private int cells;
  private List<String> header = List.of();

  /** The line at hand, and how many delimiters of it were counted up to where. */
  private int lineFrom;

  private int lineTo = -1;
  private boolean lineIsLong;
  private int countedTo;
  private int counted;
  private boolean inQuotes;

  Tables(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
  }

  /** Header of the column that a place stands in, and the cell left of it in a list of pairs. */
  List<String> namesOf(int start) {
    if (start > lineTo || start < lineFrom) {
      enter(start);
    }
    if (lineIsLong || delimiter == NONE) {
      return List.of();
    }
    int index = column(start);
    String name = lineFrom == top || index >= header.size() ? "" : header.get(index);
    if (delimiter == ',' || delimiter == ';') {
      return name.isEmpty() ? List.of() : List.of(name); // prose has commas, too
    }
    String left = index == 0 || cells > WIDEST_PAIRS + 2 ? "" : leftOf(lineFrom, start);
    if (name.isEmpty()) {
      return left.isEmpty() ? List.of() : List.of(left);
    }
    return left.isEmpty() || header.size() > WIDEST_PAIRS ? List.of(name) : List.of(name, left);
  }

  /** Makes the line of a place the one at hand; one that is too long is left as a whole. */
  private void enter(int start) {
    int from = lineStart(start);
    int to = lineEnd(start);
    lineIsLong = from < 0 || to < 0;
    lineFrom = from < 0 ? start : from;
    lineTo = to < 0 ? endOfLong(start) : to;
    countedTo = lineFrom;
    counted = 0;
    inQuotes = false;
    if (!lineIsLong && !goesOn(from, to)) {
      open(from, to);
    }
  }

  private int endOfLong(int start) {
    int at = start;
    while (at < length && chars[at] != '\n') {
      at++;
    }
    return at;
  }

  /** How many delimiters stand before a place of the line; counted on from the place before. */
  private int column(int start) {
    if (start < countedTo) {
      countedTo = lineFrom;
      counted = 0;
      inQuotes = false;
    }
    for (; countedTo < start; countedTo++) {
      char c = chars[countedTo];
      if (c == '"') {
        inQuotes = !inQuotes;
      } else if (c == delimiter && !inQuotes) {
        counted++;
      }
    }
    return counted;
  }

  /** The cell before the one that a place stands in, when it can be a name. */
  private String leftOf(int from, int start) {
    List<String> before = Cells.of(chars, from, start, delimiter);
    String left = before.get(before.size() - 2);
    return Cells.isName(left) ? left : "";
  }

  /** Whether a line belongs to the table at hand; lines between are read on the way. */
  private boolean goesOn(int from, int to) {
    if (top < 0 || from < top) {
      return false;
    }
    while (bottom < to) {
      int next = bottom + 1;
      int end = next >= length ? -1 : lineEnd(next);
      if (end < 0 || next > from || !(isRule(next, end) || fits(next, end))) {
        return false;
      }
      bottom = end;
    }
    return true;
  }

  private boolean fits(int from, int to) {
    return delimiter != NONE && Cells.count(chars, from, to, delimiter) == cells;
  }

  /** Makes the table of a line the one at hand; one without delimiter when it is in none. */
  private void open(int from, int to) {
    top = from;
    bottom = to;
    header = List.of();
    delimiter = delimiterOf(from, to);
    if (delimiter == NONE) {
      return;
    }
    cells = Cells.count(chars, from, to, delimiter);
    int first = from;
    int line = from;
    while (line > 0) {
      int above = lineStart(line - 1);
      if (above < 0 || !(isRule(above, line - 1) || fits(above, line - 1))) {
        break;
      }
      line = above;
      first = isRule(above, lineEnd(above)) ? first : above;
    }
    top = first;
    List<String> names = Cells.of(chars, first, lineEnd(first), delimiter);
    header = Cells.areNames(names) ? names : copyColumns(first);
  }

  /** The columns of {@code COPY t (a, b) FROM stdin} right above. */
  private List<String> copyColumns(int first) {
    int above = first == 0 ? -1 : lineStart(first - 1);
    String line = above < 0 ? "" : new String(chars, above, first - 1 - above);
    int open = line.indexOf('(');
    int close = line.indexOf(')');
    if (delimiter != '\t' || !line.startsWith("COPY ") || open < 0 || close < open) {
      return List.of();
    }
    top = above;
    return List.of(line.substring(open + 1, close).split(" *, *", -1));
  }

  private char delimiterOf(int from, int to) {
    for (int i = 0; i < DELIMITERS.length(); i++) {
      if (Cells.delimiters(chars, from, to, DELIMITERS.charAt(i)) > 0) {
        return DELIMITERS.charAt(i);
      }
    }
    return NONE;
  }

  private boolean isRule(int from, int to) {
    for (int at = from; at < to; at++) {
      if (RULE.indexOf(chars[at]) < 0) {
        return false;
      }
    }
    return to > from;
  }

  /** The start of the line; −1 when the line is too long to be one of a table. */
  private int lineStart(int place) {
    int floor = Math.max(0, place - LONGEST_LINE);
    int at = place;
    while (at > floor && chars[at - 1] != '\n') {
      at--;
    }
    return at == floor && at > 0 ? -1 : at;
  }

  private int lineEnd(int place) {
    int ceiling = Math.min(length, place + LONGEST_LINE);
    int at = place;
    while (at < ceiling && chars[at] != '\n') {
      at++;
    }
    return at == ceiling && at < length ? -1 : at;
  }
}

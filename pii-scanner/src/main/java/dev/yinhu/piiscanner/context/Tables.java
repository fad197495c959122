package dev.yinhu.piiscanner.context;

import dev.yinhu.piiscanner.text.Signs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables in a text: lines that follow each other with the same number of cells, the first of which
 * holds names. The table at hand is remembered, so that each line is read a bounded number of
 * times; its header is read when a value of it is asked for.
 */
final class Tables<T> {
  private static final Signs RULE = new Signs("|+-=:─━┼├┤┬┴┌┐└┘│ \t\r");
  private static final String COPY = "COPY ";

  /** A list of names and values has two columns, or two pairs of them. */
  private static final int WIDEST_PAIRS = 4;

  private final char[] chars;
  private final int length;
  private final NameReader<T> reader;
  private final Line line;

  /** The table at hand: its lines reach from the first, which may be the header, to here. */
  private int top = -1;

  private int bottom = -1;
  private char delimiter = Line.NONE;
  private int cells;

  /** Where the names of its columns stand, and these once they were read. */
  private long heading = Span.NONE;

  private char headingDelimiter = Line.NONE;
  private final List<@Nullable T> header = new ArrayList<>();
  private boolean isRead;
  private boolean isNameless;
  private boolean mayBePairs;

  /** The names of the place at hand. */
  private @Nullable T column;

  private @Nullable T left;

  Tables(char[] chars, int length, NameReader<T> reader) {
    this.chars = chars;
    this.length = length;
    this.reader = reader;
    this.line = new Line(chars, length);
  }

  /** Goes to a place; places ascend. */
  void goTo(int start) {
    column = null;
    left = null;
    if (line.enter(start)) {
      enterLine();
    }
    if (isNameless) {
      return;
    }
    int index = line.cellOf(start, delimiter);
    if (line.from() != top) {
      column = index < header.size() ? header.get(index) : null;
    }
    if (mayBePairs && index > 0) {
      left = leftOf();
    }
    if (column != null && header.size() > WIDEST_PAIRS) {
      left = null;
    }
  }

  /** Finds the line's table, and whether it can name anything: most lines of prose cannot. */
  private void enterLine() {
    if (!line.isLong() && !goesOn()) {
      open();
    }
    isNameless = line.isLong() || delimiter == Line.NONE;
    if (!isNameless) {
      boolean isProse = delimiter == ',' || delimiter == ';'; // as it has commas, too
      mayBePairs = !isProse && cells <= WIDEST_PAIRS + 2;
      if (line.from() != top) {
        readHeader();
      }
      isNameless = !mayBePairs && (line.from() == top || header.isEmpty());
    }
  }

  /** The header of the column that the place stands in. */
  @Nullable T column() {
    return column;
  }

  /** The cell left of it in a list of pairs, when it can be a name. */
  @Nullable T left() {
    return left;
  }

  private @Nullable T leftOf() {
    long cell = Cells.bare(chars, line.leftFrom(), line.leftTo());
    return Cells.isName(chars, cell) ? reader.read(chars, Span.from(cell), Span.to(cell)) : null;
  }

  /** Whether the line belongs to the table at hand; lines between are read on the way. */
  private boolean goesOn() {
    if (top < 0 || line.from() < top) {
      return false;
    }
    while (bottom < line.to()) {
      int next = bottom + 1;
      int end = next >= length ? -1 : Line.end(chars, length, next);
      if (end < 0 || next > line.from() || !belongs(next, end)) {
        return false;
      }
      bottom = end;
    }
    return true;
  }

  private boolean belongs(int from, int to) {
    if (delimiter != Line.NONE) {
      boolean fits =
          from == line.from()
              ? line.count(delimiter) + 1 == cells
              : Cells.count(chars, from, to, delimiter) == cells;
      if (fits) {
        return true;
      }
    }
    return isRule(from, to);
  }

  /** Makes the table of the line the one at hand; one without delimiter when it is in none. */
  private void open() {
    top = line.from();
    bottom = line.to();
    header.clear();
    isRead = false;
    heading = Span.NONE;
    delimiter = line.delimiter();
    if (delimiter == Line.NONE) {
      return;
    }
    cells = line.count(delimiter) + 1;
    int first = top;
    int at = top;
    while (at > 0) {
      int above = Line.start(chars, at - 1);
      if (above < 0 || !belongs(above, at - 1)) {
        break;
      }
      first = isRule(above, at - 1) ? first : above;
      at = above;
    }
    top = first;
    headBy(first);
  }

  /** Names are in the first line, or in {@code COPY t (a, b) FROM stdin} right above. */
  private void headBy(int first) {
    heading = Span.of(first, Line.end(chars, length, first));
    headingDelimiter = delimiter;
    int above = first == 0 || delimiter != '\t' ? -1 : Line.start(chars, first - 1);
    if (above < 0) {
      return;
    }
    String copy = new String(chars, above, first - 1 - above);
    int open = copy.indexOf('(');
    int close = copy.indexOf(')');
    if (copy.startsWith(COPY) && open >= 0 && close > open) {
      top = above;
      heading = Span.of(above + open + 1, above + close);
      headingDelimiter = ',';
    }
  }

  private void readHeader() {
    if (isRead) {
      return;
    }
    isRead = true;
    int from = Span.from(heading);
    int to = Span.to(heading);
    if (!Cells.areNames(chars, from, to, headingDelimiter)) {
      return;
    }
    while (from <= to) {
      int end = Cells.end(chars, from, to, headingDelimiter);
      long name = Cells.bare(chars, from, end);
      header.add(Span.isEmpty(name) ? null : reader.read(chars, Span.from(name), Span.to(name)));
      from = end + 1;
    }
  }

  private boolean isRule(int from, int to) {
    for (int at = from; at < to; at++) {
      if (!RULE.has(chars[at])) {
        return false;
      }
    }
    return to > from;
  }
}

package dev.yinhu.piiscanner.context;

import dev.yinhu.piiscanner.text.Signs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of tuples in source code and notes: {@code rows = [('x', 1), ('y', 2)]} under a
 * comment such as {@code # name, age}, a list such as {@code columns = ["name", "age"]}, a first
 * row of names, or the {@code CREATE TABLE} that says what an insert without a list means.
 *
 * <p>Reads from left to right what lies near the values asked for, each character once; a tuple
 * counts its cells once.
 */
final class Tuples<T> {
  /** How far names and the tuples they belong to, and one of these and the next, may be apart. */
  private static final int FAR = 4_000;

  private static final int LONGEST_TUPLE = 2_000;
  private static final int DEEPEST = 32;
  private static final int LONGEST_GAP = 24;
  private static final Signs GAP = new Signs("\"'`\\ \t\r\n");
  private static final Signs OPENING = new Signs("([{");
  private static final Signs CLOSING = new Signs(")]}");
  private static final char NONE = '\0';

  /** By character: whether it may open, part, close or quote something, or begin a comment. */
  private static final boolean[] SIGNS = signs();

  private final char[] chars;
  private final int length;
  private final ColumnNames<T> names;

  /** Up to where was read, and the tuples open there: where they open, their commas so far. */
  private int at;

  private final int[] opens = new int[DEEPEST];
  private final int[] commas = new int[DEEPEST];
  private int depth;
  private char quote = NONE;

  /** The tuple whose cells were counted last. */
  private int counted = -1;

  private int cells;

  Tuples(char[] chars, int length, NameReader<T> reader) {
    this.chars = chars;
    this.length = length;
    this.names = new ColumnNames<>(chars, length, reader);
  }

  private static boolean[] signs() {
    boolean[] signs = new boolean[0x80];
    for (char c : "([{)]}\n\"`'\\,#/-".toCharArray()) {
      signs[c] = true;
    }
    return signs;
  }

  /** The column of the value that starts here, when it stands in a tuple; places ascend. */
  @Nullable T columnOf(int start) {
    if (!beginsCell(start)) {
      return null;
    }
    readTo(start);
    if (at > start || depth == 0 || depth > DEEPEST) {
      return null;
    }
    int open = opens[depth - 1];
    List<T> columns = names.near(start, FAR);
    if (columns.isEmpty() || start - open > LONGEST_TUPLE || cellsOf(open) != columns.size()) {
      return null;
    }
    names.use(start);
    int column = commas[depth - 1]; // broken quotes may make it too many
    return column < columns.size() ? columns.get(column) : null;
  }

  /** Whether nothing but quotes and blanks stands between a place and a comma or bracket. */
  private boolean beginsCell(int start) {
    int place = start;
    int floor = Math.max(0, start - LONGEST_GAP);
    while (place > floor && GAP.has(chars[place - 1])) {
      place--;
    }
    return place > 0 && (chars[place - 1] == ',' || OPENING.has(chars[place - 1]));
  }

  private void readTo(int start) {
    if (start - at > FAR) {
      at = start - FAR;
      depth = 0;
      quote = NONE;
    }
    while (at < start) {
      char c = chars[at];
      if (c < SIGNS.length && SIGNS[c]) {
        read(c);
      }
      at++;
    }
  }

  private void read(char c) {
    if (c == '\n') {
      quote = NONE;
    } else if (quote != NONE) {
      readQuoted(c);
    } else if (c == '"' || c == '`' || (c == '\'' && !followsPlain())) {
      quote = c;
    } else if (c == ',') {
      if (depth > 0 && depth <= DEEPEST) {
        commas[depth - 1]++;
      }
    } else if (OPENING.has(c)) {
      open();
    } else if (CLOSING.has(c)) {
      close();
    } else if (c == '#' || c == '/' || c == '-') {
      at = Math.max(at, names.comment(at) - 1);
    }
  }

  private void readQuoted(char c) {
    if (c == '\\') {
      at++;
    } else if (c == quote) {
      quote = NONE;
    }
  }

  /** An apostrophe within a word opens nothing. */
  private boolean followsPlain() {
    return at > 0 && Character.isLetterOrDigit(chars[at - 1]);
  }

  private void open() {
    if (depth < DEEPEST) {
      opens[depth] = at;
      commas[depth] = 0;
    }
    depth++;
  }

  private void close() {
    if (depth == 0) {
      return;
    }
    depth--;
    if (depth < DEEPEST && commas[depth] > 0) {
      boolean first = depth > 0 && commas[depth - 1] == 0;
      names.list(opens[depth], at, first);
    }
  }

  /** How many cells a tuple has; 0 when it is long or holds another. */
  private int cellsOf(int open) {
    if (open != counted) {
      counted = open;
      cells = count(open + 1);
    }
    return cells;
  }

  private int count(int from) {
    int found = 1;
    char within = NONE;
    int most = Math.min(length, from + LONGEST_TUPLE);
    for (int place = from; place < most; place++) {
      char c = chars[place];
      if (within != NONE) {
        place += c == '\\' ? 1 : 0;
        within = c == within ? NONE : within;
      } else if (c == '\'' || c == '"' || c == '`') {
        within = c;
      } else if (c == ',') {
        found++;
      } else if (CLOSING.has(c)) {
        return endsWithComma(place) ? found - 1 : found;
      } else if (OPENING.has(c)) {
        return 0;
      }
    }
    return 0;
  }

  private boolean endsWithComma(int end) {
    int place = end;
    while (place > 0 && Character.isWhitespace(chars[place - 1])) {
      place--;
    }
    return place > 0 && chars[place - 1] == ',';
  }
}

package dev.yinhu.piiscanner.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names that tuples may stand under, as far as a text was read: of the last comment, list or
 * table definition that gives some.
 */
final class ColumnNames<T> {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_COMMENT = 500;
  private static final int MOST = 200;
  private static final String TABLE = "create table";
  private static final int LONGEST_TABLE = 120;
  private static final String DELIMITERS = ",|、";

  /** What lists of names are called. */
  private static final List<String> CALLED =
      List.of(
          "column", "cols", "field", "header", "keys", "title", "schema", "names", "attr", "label",
          "列", "字段", "表头", "属性");

  /** With which a definition begins that is none of a column. */
  private static final List<String> NO_COLUMNS =
      List.of("primary", "unique", "key", "index", "constraint", "foreign", "check", "fulltext");

  private final char[] chars;
  private final int length;
  private final NameReader<T> reader;
  private final KeyBefore keys;
  private List<T> columns = List.of();
  private int seen;

  ColumnNames(char[] chars, int length, NameReader<T> reader) {
    this.chars = chars;
    this.length = length;
    this.reader = reader;
    this.keys = new KeyBefore(chars);
  }

  /** The names at hand when they were given or used not too far before a place. */
  List<T> near(int place, int far) {
    return place - seen <= far ? columns : List.of();
  }

  /** Notes that a tuple at a place stands under them. */
  void use(int place) {
    seen = place;
  }

  /** Takes in the comment that begins at a place; behind it, or the place when none begins. */
  int comment(int place) {
    int from = behindMark(place);
    if (from == place) {
      return place;
    }
    int end = from;
    int title = from;
    while (end < length && chars[end] != '\n') {
      title = chars[end] == ':' ? end + 1 : title;
      end++;
    }
    if (end - from <= LONGEST_COMMENT) {
      boolean closed = end - from > 2 && chars[end - 2] == '*' && chars[end - 1] == '/';
      take(split(title, closed ? end - 2 : end), end);
    }
    return end;
  }

  /** Behind the mark of a comment that begins at a place. */
  private int behindMark(int place) {
    char c = chars[place];
    if (place > 0
        && !Character.isWhitespace(chars[place - 1])
        && "([{,;".indexOf(chars[place - 1]) < 0) {
      return place;
    }
    int end = place;
    while (end < length && (chars[end] == c || chars[end] == '*')) {
      end++;
    }
    boolean marked = c == '#' || end - place >= 2;
    boolean apart = end < length && (c != '-' || chars[end] == ' ');
    return marked && apart ? end : place;
  }

  /**
   * Takes in a list that is called by what it is, a table's definition, or, where no names are
   * known, the first row of several.
   *
   * @param open its opening bracket
   * @param close its closing bracket
   */
  void list(int open, int close, boolean first) {
    if (close - open > LONGEST) {
      return;
    }
    if (chars[open] == '(' && definesTable(open)) {
      take(defined(open + 1, close), close);
    } else if (isCalled(open)) {
      take(split(open + 1, close), close);
    } else if (first && isQuote(chars[open + 1]) && near(open, LONGEST).isEmpty()) {
      take(split(open + 1, close), close);
    }
  }

  private boolean isCalled(int open) {
    int at = open;
    while (at > 0 && chars[at - 1] == ' ') {
      at--;
    }
    if (at == 0 || (chars[at - 1] != '=' && chars[at - 1] != ':')) {
      return false;
    }
    long key = keys.of(open);
    if (key == Span.NONE) {
      return false;
    }
    String name = text(Span.from(key), Span.to(key));
    return CALLED.stream().anyMatch(name::contains);
  }

  private boolean definesTable(int open) {
    String before = text(Math.max(0, open - LONGEST_TABLE), open);
    int at = before.lastIndexOf(TABLE);
    return at >= 0 && before.indexOf('(', at) < 0 && before.indexOf(';', at) < 0;
  }

  /** In lower case. */
  private String text(int from, int to) {
    return new String(chars, from, to - from).toLowerCase(Locale.ROOT);
  }

  /** The columns of a table's definition: the first word of each part. */
  private List<Long> defined(int from, int to) {
    List<Long> names = new ArrayList<>();
    int depth = 0;
    boolean begins = true;
    for (int at = from; at < to; at++) {
      char c = chars[at];
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (begins && !Character.isWhitespace(c)) {
        begins = false;
        long name = Cells.bare(chars, at, endOfWord(at, to));
        if (!NO_COLUMNS.contains(text(Span.from(name), Span.to(name)))) {
          names.add(name);
        }
      }
      begins |= c == ',' && depth == 0;
    }
    return names;
  }

  private int endOfWord(int from, int to) {
    int end = from;
    while (end < to && !Character.isWhitespace(chars[end])) {
      end++;
    }
    return end;
  }

  /** Cut by the first kind of delimiter that there is; a last empty part is none. */
  private List<Long> split(int from, int to) {
    char delimiter = delimiterOf(from, to);
    List<Long> names = new ArrayList<>();
    int start = from;
    for (int at = from; at <= to && names.size() < MOST; at++) {
      if (at == to || chars[at] == delimiter) {
        long name = Cells.bare(chars, start, at);
        if (at < to || !Span.isEmpty(name)) {
          names.add(name);
        }
        start = at + 1;
      }
    }
    return names;
  }

  private char delimiterOf(int from, int to) {
    int kind = DELIMITERS.length() - 1;
    for (int at = from; at < to; at++) {
      int found = DELIMITERS.indexOf(chars[at]);
      kind = found >= 0 && found < kind ? found : kind;
    }
    return DELIMITERS.charAt(kind);
  }

  private void take(List<Long> names, int place) {
    if (names.size() > 1
        && names.size() < MOST
        && names.stream().allMatch(name -> Cells.isName(chars, name))) {
      columns =
          names.stream().map(name -> reader.read(chars, Span.from(name), Span.to(name))).toList();
      seen = place;
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}

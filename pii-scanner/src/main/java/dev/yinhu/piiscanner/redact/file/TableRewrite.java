package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.OpenedText;
import dev.yinhu.piiscanner.source.Search;
import dev.yinhu.piiscanner.source.TableHead;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Redacts the cells of a table (RFC 4180), each with the name of its column as hint. Cells that
 * hold no personal data, separators and line ends are written as they were; the others are quoted.
 * A cell is at most {@value #LONGEST_CELL} characters long. For one table.
 */
final class TableRewrite {
  private static final int LONGEST_CELL = 1 << 22;
  private static final int BUFFER = 1 << 16;

  private final Search search;
  private final RedactedOut out;
  private final StringBuilder cell = new StringBuilder();
  private final List<String> head = new ArrayList<>();
  private List<String> columns = List.of();
  private State state = State.AT_START;
  private boolean inHead = true;
  private int column;

  /** Where in a cell the next character stands. */
  private enum State {
    AT_START,
    PLAIN,
    QUOTED,
    /** Behind a quote, which may be the first of two. */
    BEHIND_QUOTE
  }

  private TableRewrite(Search search, RedactedOut out) {
    this.search = search;
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @throws BrokenTextException when a cell does not end; some of it may have been written
   */
  static void rewrite(Reader in, Search search, RedactedOut out) throws IOException {
    new TableRewrite(search, out).all(in);
  }

  private void all(Reader in) throws IOException {
    var text = new PushbackReader(in, TableHead.START);
    char separator = TableHead.separator(peek(text));
    var buffer = new char[BUFFER];
    for (int read = text.read(buffer); read > 0; read = text.read(buffer)) {
      for (int i = 0; i < read; i++) {
        character(buffer[i], separator);
      }
    }
    endCell();
  }

  private static String peek(PushbackReader text) throws IOException {
    var start = new char[TableHead.START];
    int length = 0;
    for (int read = text.read(start, 0, start.length);
        read > 0;
        read = text.read(start, length, start.length - length)) {
      length += read;
    }
    text.unread(start, 0, length);
    return new String(start, 0, length);
  }

  private void character(char c, char separator) throws IOException {
    if (state == State.QUOTED) {
      state = c == '"' ? State.BEHIND_QUOTE : State.QUOTED;
    } else if (c == '"' && state != State.PLAIN) {
      state = State.QUOTED;
    } else if (c == separator || c == '\n' || c == '\r') {
      end(c, separator);
      return;
    } else {
      state = State.PLAIN;
    }
    cell.append(c);
    if (cell.length() > LONGEST_CELL) {
      throw new BrokenTextException("it is no table: a cell does not end");
    }
  }

  private void end(char c, char separator) throws IOException {
    endCell();
    out.raw(String.valueOf(c));
    if (c == separator) {
      column++;
    } else {
      column = 0;
      if (inHead && !head.isEmpty()) {
        inHead = false;
        columns = TableHead.isHeader(head) ? List.copyOf(head) : List.of();
      }
    }
  }

  private void endCell() throws IOException {
    String raw = cell.toString();
    cell.setLength(0);
    state = State.AT_START;
    String value = value(raw);
    if (inHead && (column > 0 || !raw.isEmpty())) {
      head.add(value);
    }
    var rewritten = new Rewritten(search);
    if (!value.isEmpty()) {
      OpenedText.passages(value, hints(), rewritten);
    }
    if (rewritten.replaced()) {
      out.raw("\"");
      out.pieces(rewritten.pieces(), Quoting.CSV);
      out.raw("\"");
    } else {
      out.raw(raw);
    }
  }

  private Hints hints() {
    boolean named = column < columns.size() && !columns.get(column).isBlank();
    return named ? Hints.of(columns.get(column).strip()) : Hints.NONE;
  }

  /** What a cell says: without its quotes, those within it once; what is behind belongs to it. */
  private static String value(String raw) {
    if (!raw.startsWith("\"")) {
      return raw;
    }
    var value = new StringBuilder(raw.length());
    int at = 1;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c == '"') {
        at++;
        if (at == raw.length() || raw.charAt(at) != '"') {
          return value.append(raw, at, raw.length()).toString();
        }
      }
      value.append(c);
      at++;
    }
    return value.toString();
  }
}

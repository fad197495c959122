package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.SqlToken.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads SQL dumps of PostgreSQL, MySQL and MariaDB: the values of {@code INSERT} and {@code COPY …
 * FROM stdin}, each with the names of its column and table as hints; columns that a statement does
 * not name are those of the table's {@code CREATE TABLE}. Comments and other statements are given
 * as text. For one dump.
 */
final class SqlForm {
  private static final int START = 1 << 13;
  private static final int SHORTEST_NUMBER = 5;

  /** What begins an element of {@code CREATE TABLE} that is no column. */
  private static final Set<String> NO_COLUMNS =
      Set.of(
          "PRIMARY",
          "KEY",
          "UNIQUE",
          "INDEX",
          "CONSTRAINT",
          "FOREIGN",
          "CHECK",
          "FULLTEXT",
          "SPATIAL",
          "EXCLUDE",
          "LIKE",
          "PERIOD");

  private final SqlChars in;
  private final boolean backslashes;
  private final Passage.Sink sink;
  private final Map<String, List<String>> tables = new HashMap<>();

  private SqlForm(SqlChars in, boolean backslashes, Passage.Sink sink) {
    this.in = in;
    this.backslashes = backslashes;
    this.sink = sink;
  }

  /** Whether a text begins as a dump does. */
  static boolean isDump(String start) {
    return start.startsWith("-- MySQL dump")
        || start.startsWith("-- MariaDB dump")
        || start.stripLeading().startsWith("--\n-- PostgreSQL database dump");
  }

  static void read(Tap tap, Passage.Sink sink) throws IOException {
    String start = tap.peek(START);
    boolean mysql =
        start.indexOf('`') >= 0 || start.contains("-- MySQL") || start.contains("-- MariaDB");
    new SqlForm(new SqlChars(tap), mysql, sink).statements();
  }

  private void statements() throws IOException {
    LineOrigin start = behindBlanks();
    SqlToken first = next();
    while (first.kind() != Kind.END) {
      switch (first.text().toUpperCase(Locale.ROOT)) {
        case "INSERT", "REPLACE" -> insert(start);
        case "COPY" -> copy(start);
        case "CREATE" -> create(start);
        default -> rest(first, start);
      }
      start = behindBlanks();
      first = next();
    }
  }

  private LineOrigin behindBlanks() throws IOException {
    while (Character.isWhitespace(in.peek())) {
      in.take();
    }
    in.kept();
    return in.here();
  }

  private SqlToken next() throws IOException {
    return SqlToken.next(in, backslashes);
  }

  private void text(String text, LineOrigin start) throws IOException {
    if (!text.isBlank()) {
      Windows.of(new StringReader(text), Hints.NONE, start, sink);
    }
  }

  /** What is not looked at more closely, to the end of its statement. */
  private void rest(SqlToken last, LineOrigin start) throws IOException {
    SqlToken token = last;
    while (token.kind() != Kind.END && token.kind() != Kind.COMMENT && !token.is(';')) {
      token = next();
    }
    text(in.kept(), start);
  }

  /** {@code INSERT INTO table [(columns)] VALUES (…), (…);}. */
  private void insert(LineOrigin start) throws IOException {
    String table = "";
    List<String> columns = new ArrayList<>();
    SqlToken token = next();
    boolean inside = false;
    while (!token.isWord("VALUES") && !token.isWord("VALUE")) {
      if (token.kind() == Kind.END || token.is(';') || token.isWord("SELECT")) {
        rest(token, start);
        return;
      }
      if (inside && token.isName()) {
        columns.add(token.text());
      } else if (token.isName() && !token.isWord("INTO") && !token.isWord("IGNORE")) {
        table = lastPart(token.text());
      }
      inside = token.is('(') || (inside && !token.is(')'));
      token = next();
    }
    in.kept();
    tuples(table, columns.isEmpty() ? tables.getOrDefault(table, List.of()) : columns);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void tuples(String table, List<String> columns) throws IOException {
    int depth = 0;
    int column = 0;
    for (SqlToken token = next();
        token.kind() != Kind.END && !(depth == 0 && token.is(';'));
        token = next()) {
      if (token.is('(')) {
        column = depth == 0 ? 0 : column;
        depth++;
      } else if (token.is(')')) {
        depth = Math.max(0, depth - 1);
        in.kept();
      } else if (token.is(',') && depth == 1) {
        column++;
      } else if (isValue(token)) {
        value(
            token.text(), table, column < columns.size() ? columns.get(column) : "", token.line());
      }
    }
    in.kept();
  }

  private static boolean isValue(SqlToken token) {
    return switch (token.kind()) {
      case STRING, COMMENT, NAME -> !token.text().isBlank();
      case WORD ->
          token.text().length() >= SHORTEST_NUMBER && Character.isDigit(token.text().charAt(0));
      case OTHER, END -> false;
    };
  }

  private void value(String value, String table, String column, long line) {
    List<String> names = new ArrayList<>();
    if (!column.isEmpty()) {
      names.add(column);
    }
    if (!table.isEmpty()) {
      names.add(table);
    }
    String path = ShownName.of(table) + "." + ShownName.of(column.isEmpty() ? "?" : column);
    Windows.of(
        value,
        new Hints(names),
        (_, _, codePoint) -> new Place.InTree(path, line, codePoint),
        sink);
  }

  /** {@code COPY table (columns) FROM stdin;} and its lines up to {@code \.}. */
  private void copy(LineOrigin start) throws IOException {
    String table = "";
    List<String> columns = new ArrayList<>();
    boolean inside = false;
    boolean plain = false;
    SqlToken token = next();
    while (token.kind() != Kind.END && !token.is(';')) {
      if (token.isName() && inside) {
        columns.add(token.text());
      } else if (token.isName() && table.isEmpty()) {
        table = token.text();
      } else if (token.kind() == Kind.NAME) {
        table = token.text();
      }
      inside = token.is('(') || (inside && !token.is(')'));
      plain = token.isWord("STDIN");
      token = next();
    }
    text(in.kept(), start);
    if (plain) {
      toLineEnd();
      lines(lastPart(table), columns);
    }
  }

  private String toLineEnd() throws IOException {
    while (in.peek() != '\n' && in.peek() != SqlChars.END) {
      in.take();
    }
    in.take();
    return in.kept().stripTrailing();
  }

  private void lines(String table, List<String> columns) throws IOException {
    while (in.peek() != SqlChars.END) {
      long line = in.line();
      String text = toLineEnd();
      if (text.equals("\\.")) {
        return;
      }
      String[] cells = text.split("\t", -1);
      for (int i = 0; i < cells.length; i++) {
        if (!cells[i].equals("\\N") && !cells[i].isBlank()) {
          value(unescaped(cells[i]), table, i < columns.size() ? columns.get(i) : "", line);
        }
      }
    }
  }

  /** As the manual of PostgreSQL says of COPY, section "Text Format"; codes stay as they are. */
  private static String unescaped(String cell) {
    return cell.indexOf('\\') < 0
        ? cell
        : cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r").replace("\\\\", "\\");
  }

  /** {@code CREATE TABLE table (column …, …);}: remembered, and given as text like others. */
  private void create(LineOrigin start) throws IOException {
    SqlToken token = next();
    if (!token.isWord("TABLE")) {
      rest(token, start);
      return;
    }
    String table = "";
    Set<String> columns = new LinkedHashSet<>();
    int depth = 0;
    boolean expected = false;
    for (token = next(); token.kind() != Kind.END && !token.is(';'); token = next()) {
      if (token.is('(') || token.is(')')) {
        depth += token.is('(') ? 1 : -1;
        expected = depth == 1 && token.is('(');
      } else if (token.is(',')) {
        expected = depth == 1;
      } else if (token.kind() != Kind.COMMENT) {
        if (depth == 0 && token.isName() && columns.isEmpty()) {
          table = lastPart(token.text());
        } else if (expected && isColumn(token)) {
          columns.add(token.text());
        }
        expected = false;
      }
    }
    tables.put(table, List.copyOf(columns));
    text(in.kept(), start);
  }

  private static boolean isColumn(SqlToken token) {
    return token.kind() == Kind.NAME
        || (token.kind() == Kind.WORD
            && !NO_COLUMNS.contains(token.text().toUpperCase(Locale.ROOT)));
  }
}

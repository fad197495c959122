package dev.yinhu.piiscanner.context;

import java.util.List;
import java.util.Optional;

/**
 * Tells under which names a place of one text stands: the key right before it ({@code key=value},
 * {@code key: value}, JSON even when it is escaped, XML tags and attributes), the header of its
 * column in a table (CSV, TSV, Markdown, drawn boxes, HTML), the column of its value in an SQL
 * insert.
 *
 * <p>Places are best asked for from left to right: then each character is read a bounded number of
 * times; a place before the last one reads the text anew. Not for use by several threads.
 */
public final class Layout {
  private static final String CELL = "td";

  private final char[] chars;
  private final int length;
  private Tables tables;
  private SqlColumns sql;
  private HtmlTables html;
  private int last = -1;
  private List<String> lastNames = List.of();

  /**
   * Of a folded text.
   *
   * @param chars its characters, not to be written to while this is in use
   * @param length how many of them there are
   */
  public Layout(char[] chars, int length) {
    this.chars = chars;
    this.length = length;
    this.tables = new Tables(chars, length);
    this.sql = new SqlColumns(chars, length);
    this.html = new HtmlTables(chars, length);
  }

  private void readAnew() {
    tables = new Tables(chars, length);
    sql = new SqlColumns(chars, length);
    html = new HtmlTables(chars, length);
  }

  /** The names of a value that starts here, nearest first; empty when there is none. */
  public List<String> namesOf(int start) {
    if (start < last) {
      readAnew();
    }
    if (start != last) {
      last = start;
      lastNames = find(start);
    }
    return lastNames;
  }

  private List<String> find(int start) {
    Optional<String> key = KeyBefore.of(chars, start);
    if (key.isPresent() && key.get().equalsIgnoreCase(CELL)) {
      return html.headerOf(start).map(List::of).orElse(List.of());
    }
    return key.map(List::of)
        .orElseGet(() -> sql.columnOf(start).map(List::of).orElseGet(() -> tables.namesOf(start)));
  }
}

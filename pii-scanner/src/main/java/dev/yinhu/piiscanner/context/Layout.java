package dev.yinhu.piiscanner.context;

import org.jspecify.annotations.Nullable;

/**
 * Tells under which names a place of one text stands: the key right before it ({@code key=value},
 * {@code key: value}, JSON even when it is escaped, XML tags and attributes), the header of its
 * column in a table (CSV, TSV, Markdown, drawn boxes, HTML), the column of its value in an SQL
 * insert or in a tuple of source code under a list of names.
 *
 * <p>Places are asked for from left to right: so each character is read a bounded number of times,
 * and nothing is made anew for each place. Not for use by several threads.
 *
 * @param <T> what the reader makes of a name
 */
public final class Layout<T> {
  private final char[] chars;
  private final NameReader<T> reader;
  private final KeyBefore keys;
  private final Tables<T> tables;
  private final SqlColumns<T> sql;
  private final HtmlTables<T> html;
  private final Tuples<T> tuples;
  private int last = -1;
  private @Nullable T nearest;
  private @Nullable T further;
  private boolean namedByKey;

  /**
   * Of a folded text.
   *
   * @param chars its characters, not to be written to while this is in use
   * @param length how many of them there are
   */
  public Layout(char[] chars, int length, NameReader<T> reader) {
    this.chars = chars;
    this.reader = reader;
    this.keys = new KeyBefore(chars);
    this.tables = new Tables<>(chars, length, reader);
    this.sql = new SqlColumns<>(chars, length, reader);
    this.html = new HtmlTables<>(chars, length, reader);
    this.tuples = new Tuples<>(chars, length, reader);
  }

  /**
   * Goes to a value: its names are at hand then.
   *
   * @param start its first character, not before the one of the last call
   */
  public void goTo(int start) {
    if (start == last) {
      return;
    }
    if (start < last) {
      throw new IllegalArgumentException("places are asked for from left to right");
    }
    last = start;
    nearest = null;
    further = null;
    find(start);
  }

  private void find(int start) {
    long key = keys.of(start);
    namedByKey = key != Span.NONE && !isTableCell(key);
    if (namedByKey) {
      nearest = reader.read(chars, Span.from(key), Span.to(key));
      return;
    }
    if (key != Span.NONE) {
      nearest = html.headerOf(start);
      return;
    }
    nearest = sql.columnOf(start);
    if (nearest == null) {
      nearest = tuples.columnOf(start);
    }
    if (nearest == null) {
      tables.goTo(start);
      nearest = tables.column();
      further = tables.left();
      if (nearest == null) {
        nearest = further;
        further = null;
      }
    }
  }

  private boolean isTableCell(long key) {
    int from = Span.from(key);
    return Span.to(key) - from == 2
        && Character.toLowerCase(chars[from]) == 't'
        && Character.toLowerCase(chars[from + 1]) == 'd';
  }

  /** The nearest name of the value gone to; null when there is none. */
  public @Nullable T nearest() {
    return nearest;
  }

  /** Whether the nearest name is the key right before the value, not a column's. */
  public boolean isNamedByKey() {
    return namedByKey;
  }

  /** The next name of that value; null when there is none. */
  public @Nullable T further() {
    return further;
  }
}

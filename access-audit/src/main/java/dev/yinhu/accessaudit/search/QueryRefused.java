package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;

/**
 * A query that cannot be read. The message says where and what was expected, not what was there.
 */
public final class QueryRefused extends AuditException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final String expected;

  /**
   * @param column the character at which it went wrong, counted from 1 in Unicode code points
   * @param expected what was expected there
   */
  public QueryRefused(int column, String expected) {
    super("column " + column + ": expected " + expected);
    this.column = column;
    this.expected = expected;
  }

  /** The character at which it went wrong, counted from 1 in Unicode code points. */
  public int column() {
    return column;
  }

  /** What was expected there. */
  public String expected() {
    return expected;
  }
}

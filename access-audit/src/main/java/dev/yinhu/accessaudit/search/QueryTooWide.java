package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;

/** A question whose answer would be too long. The message says what to do. */
public final class QueryTooWide extends AuditException {
  private static final long serialVersionUID = 1L;

  QueryTooWide(String message) {
    super(message);
  }
}

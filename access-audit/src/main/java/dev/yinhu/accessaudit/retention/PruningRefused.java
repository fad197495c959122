package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;

/** The log is not pruned now; the message says what must happen first. Nothing was taken away. */
public final class PruningRefused extends AuditException {
  private static final long serialVersionUID = 1L;

  /** With what must happen first. */
  public PruningRefused(String message) {
    super(message);
  }
}

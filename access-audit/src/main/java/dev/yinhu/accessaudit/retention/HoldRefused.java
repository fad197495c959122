package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;

/** A hold that cannot be placed or released; the message says why, without query and reason. */
public final class HoldRefused extends AuditException {
  private static final long serialVersionUID = 1L;

  HoldRefused(String message) {
    super(message);
  }
}

package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.AuditException;

/** This node may not move the cursor any more, or not from where it thought it was. */
final class SinkLost extends AuditException {
  private static final long serialVersionUID = 1L;

  SinkLost(String message) {
    super(message);
  }
}

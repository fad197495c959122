package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;

/**
 * The log must not state anything now: its tree does not go on from what it stated before, or it
 * cannot be told whether it does. The message says which, and what to do.
 */
public final class CheckpointRefused extends AuditException {
  private static final long serialVersionUID = 1L;

  CheckpointRefused(String message) {
    super(message);
  }

  CheckpointRefused(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditException;
import org.jspecify.annotations.Nullable;

/** This node does not evaluate the log any more; it waits for its turn again. */
final class EvaluationLost extends AuditException {
  private static final long serialVersionUID = 1L;

  EvaluationLost(String message) {
    super(message);
  }

  EvaluationLost(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

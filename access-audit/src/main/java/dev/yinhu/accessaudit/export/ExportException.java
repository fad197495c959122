package dev.yinhu.accessaudit.export;

import dev.yinhu.accessaudit.AuditException;
import org.jspecify.annotations.Nullable;

/** An export was not made; the message says why and what to do. Nothing of it is left behind. */
public final class ExportException extends AuditException {
  private static final long serialVersionUID = 1L;

  ExportException(String message) {
    super(message);
  }

  ExportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

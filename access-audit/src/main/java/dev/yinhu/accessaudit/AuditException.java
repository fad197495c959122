package dev.yinhu.accessaudit;

import org.jspecify.annotations.Nullable;

/** The access log cannot do what was asked. Messages hold indexes and counts only. */
public class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AuditException(String message) {
    super(message);
  }

  public AuditException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

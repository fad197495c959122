package dev.yinhu.accessaudit;

import org.jspecify.annotations.Nullable;

/**
 * An entry could not be made durable, or too many wait already. What it would have allowed must not
 * happen. The entry may all the same stand in the log when the commit's outcome is unknown.
 */
public final class AuditUnavailable extends AuditException {
  private static final long serialVersionUID = 1L;

  public AuditUnavailable(String message) {
    super(message);
  }

  public AuditUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

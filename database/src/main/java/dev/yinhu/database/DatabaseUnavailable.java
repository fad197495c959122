package dev.yinhu.database;

import org.jspecify.annotations.Nullable;

/** No usable PostgreSQL: it cannot be started or reached, refuses us, or is too old. */
public final class DatabaseUnavailable extends DatabaseException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailable(String message) {
    super(message);
  }

  DatabaseUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

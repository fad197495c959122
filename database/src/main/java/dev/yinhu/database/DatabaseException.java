package dev.yinhu.database;

import org.jspecify.annotations.Nullable;

/**
 * Root of what this module throws. The message says what failed and what to do, and never holds a
 * password or a stored value.
 */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message) {
    super(message);
  }

  DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

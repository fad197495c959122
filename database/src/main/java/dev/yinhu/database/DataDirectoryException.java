package dev.yinhu.database;

import org.jspecify.annotations.Nullable;

/**
 * The data directory cannot be used as it is: not writable, full, not a directory, or in use by
 * another.
 */
public final class DataDirectoryException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  DataDirectoryException(String message) {
    super(message);
  }

  DataDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

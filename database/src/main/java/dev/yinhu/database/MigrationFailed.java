package dev.yinhu.database;

import org.jspecify.annotations.Nullable;

/** A module's schema could not be brought to the version this program needs. */
public final class MigrationFailed extends DatabaseException {
  private static final long serialVersionUID = 1L;

  MigrationFailed(String message) {
    super(message);
  }

  MigrationFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

package dev.yinhu.service.backup;

import org.jspecify.annotations.Nullable;

/** A backup or restore cannot be done; says which file is at fault and what to do. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

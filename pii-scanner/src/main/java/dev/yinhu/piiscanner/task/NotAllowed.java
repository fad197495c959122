package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.ScannerException;

/**
 * A task asks for a place where this installation lets no scan look. The message says what to do.
 */
public final class NotAllowed extends ScannerException {
  private static final long serialVersionUID = 1L;

  NotAllowed(String message) {
    super(message);
  }
}

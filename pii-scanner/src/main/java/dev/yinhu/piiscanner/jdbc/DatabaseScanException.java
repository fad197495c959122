package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.ScannerException;

/**
 * A database cannot be scanned at all. What only keeps a table from being read stands in the
 * report. The message names places and never holds a value, a password or the words of a driver.
 */
public final class DatabaseScanException extends ScannerException {
  private static final long serialVersionUID = 1L;

  DatabaseScanException(String message) {
    super(message);
  }

  /** With the cause, whose own message may hold values and is not to be printed. */
  DatabaseScanException(String message, Throwable cause) {
    super(message, cause);
  }
}

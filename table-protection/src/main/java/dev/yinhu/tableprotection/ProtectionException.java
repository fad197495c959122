package dev.yinhu.tableprotection;

/**
 * A job cannot be done, or not now. The message says what failed and what to do; it names tables
 * and columns, never a value or key of a row.
 */
public class ProtectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what failed and what to do. */
  public ProtectionException(String message) {
    super(message);
  }

  /** With the cause, whose own message may hold values and is not to be printed. */
  public ProtectionException(String message, Throwable cause) {
    super(message, cause);
  }
}

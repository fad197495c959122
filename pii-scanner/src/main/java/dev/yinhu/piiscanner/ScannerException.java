package dev.yinhu.piiscanner;

/**
 * What the scanner cannot do and the caller cannot settle; its message never holds scanned text.
 */
public abstract class ScannerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed and what to do. */
  protected ScannerException(String message) {
    super(message);
  }

  /** Says what failed and what to do, and what it came from. */
  protected ScannerException(String message, Throwable cause) {
    super(message, cause);
  }
}

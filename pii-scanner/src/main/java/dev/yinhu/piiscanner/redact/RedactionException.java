package dev.yinhu.piiscanner.redact;

/** A text could not be redacted; nothing of it was given out. The message holds no value. */
public final class RedactionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What failed, and what to do. */
  public RedactionException(String message) {
    super(message);
  }

  /** What failed, what to do, and what it came from. */
  public RedactionException(String message, Throwable cause) {
    super(message, cause);
  }
}

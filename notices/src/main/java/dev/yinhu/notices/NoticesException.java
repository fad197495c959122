package dev.yinhu.notices;

/** Root of what this module throws. Messages hold keys and codes, never a contact or code. */
public class NoticesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what failed and what to do. */
  public NoticesException(String message) {
    super(message);
  }

  /** With its cause. */
  public NoticesException(String message, Throwable cause) {
    super(message, cause);
  }
}

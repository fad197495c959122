package dev.yinhu.piiscanner.necessity;

/** A profile or data file cannot be used; the message says which and why. */
public final class NecessityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what failed and what to do. */
  public NecessityException(String message) {
    super(message);
  }

  /** With the failure underneath. */
  public NecessityException(String message, Throwable cause) {
    super(message, cause);
  }
}

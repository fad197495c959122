package dev.yinhu.breachresponse;

/** Root of what this module throws: nothing was done, and the message says what to do. */
public class BreachException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed and what to do; nothing personal
   */
  public BreachException(String message) {
    super(message);
  }

  /** The same with its cause. */
  public BreachException(String message, Throwable cause) {
    super(message, cause);
  }
}

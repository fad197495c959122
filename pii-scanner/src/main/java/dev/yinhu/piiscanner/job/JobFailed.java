package dev.yinhu.piiscanner.job;

/** A job cannot go on, and trying again would not help. The message is shown to people. */
public final class JobFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, and what to do; nothing personal. */
  public JobFailed(String message) {
    super(message);
  }

  /** Why, what to do, and what it came from. */
  public JobFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

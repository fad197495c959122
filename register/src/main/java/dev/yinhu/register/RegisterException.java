package dev.yinhu.register;

/** The register could not be stored or read; the message says which version or file, and why. */
public final class RegisterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what failed and what to do. */
  public RegisterException(String message) {
    super(message);
  }

  /** With the failure underneath. */
  public RegisterException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.yinhu.service.callers;

/** A change to the callers that cannot be made; the message names the caller and what to do. */
public final class CallerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with a caller or token, and what to do. */
  public CallerException(String message) {
    super(message);
  }
}

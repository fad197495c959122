package dev.yinhu.service.callers;

/** A change to the callers that cannot be made; the message names the caller and what to do. */
public final class CallerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CallerException(String message) {
    super(message);
  }
}

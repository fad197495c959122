package dev.yinhu.service.http;

/** The HTTP side cannot start; the message says what to change. */
public final class HttpStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HttpStartException(String message, Throwable cause) {
    super(message, cause);
  }
}

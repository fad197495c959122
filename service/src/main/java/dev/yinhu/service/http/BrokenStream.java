package dev.yinhu.service.http;

import java.io.IOException;

/** The client or the service ended a stream; the cause says why. Without stack trace: expected. */
final class BrokenStream extends IOException {

  private static final long serialVersionUID = 1L;

  private final Exception why;

  BrokenStream(Exception why) {
    super("the stream was broken off", why);
    this.why = why;
  }

  Exception why() {
    return why;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

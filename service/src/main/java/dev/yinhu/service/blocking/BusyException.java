package dev.yinhu.service.blocking;

/** As many blocking calls are running as may; the caller should try again in a moment. */
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal without stack trace: it is expected under load and must stay cheap. */
  public BusyException() {
    super("too many calls at once; try again in a moment", null, false, false);
  }
}

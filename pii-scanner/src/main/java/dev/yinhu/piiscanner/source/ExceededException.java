package dev.yinhu.piiscanner.source;

import java.io.IOException;

/** What comes out of a file grows beyond the {@linkplain Bounds bounds}. Quotes nothing of it. */
public final class ExceededException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String why;

  ExceededException(String why) {
    super(why);
    this.why = why;
  }

  /** In a few words. */
  public String why() {
    return why;
  }
}

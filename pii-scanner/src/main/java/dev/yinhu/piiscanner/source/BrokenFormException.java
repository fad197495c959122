package dev.yinhu.piiscanner.source;

import java.io.IOException;

/** A text is not of the form it was read in; it is read on as plain text. Tells nothing of it. */
final class BrokenFormException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenFormException(String message) {
    super(message);
  }
}

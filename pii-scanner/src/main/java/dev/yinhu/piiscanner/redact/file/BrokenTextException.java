package dev.yinhu.piiscanner.redact.file;

import java.io.IOException;

/** A text is not of the form that its name says. The message tells nothing of what it holds. */
final class BrokenTextException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenTextException(String message) {
    super(message);
  }
}

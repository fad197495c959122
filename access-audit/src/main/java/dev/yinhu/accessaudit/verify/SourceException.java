package dev.yinhu.accessaudit.verify;

import java.io.IOException;

/** A part of a log could not be fetched; the message says why and what to do. */
final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceException(String message) {
    super(message);
  }
}

package dev.yinhu.piiscanner.automaton;

import dev.yinhu.piiscanner.ScannerException;

/** A pattern, or a set of them, that would need more states than is allowed. */
public final class TooComplexException extends ScannerException {
  private static final long serialVersionUID = 1L;

  TooComplexException(String message) {
    super(message);
  }

  TooComplexException(String message, Throwable cause) {
    super(message, cause);
  }
}

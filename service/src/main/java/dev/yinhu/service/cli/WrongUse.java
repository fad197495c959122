package dev.yinhu.service.cli;

/** Ends a command with exit code 2 and one line that says what to do; points to its help. */
final class WrongUse extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}

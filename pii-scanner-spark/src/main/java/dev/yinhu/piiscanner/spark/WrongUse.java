package dev.yinhu.piiscanner.spark;

/** The options do not go together; the message says which to give. */
final class WrongUse extends SparkScanException {
  private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}

package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.ScannerException;

/** A scan that cannot be made as asked. The message says what to do and holds no value. */
class SparkScanException extends ScannerException {
  private static final long serialVersionUID = 1L;

  SparkScanException(String message) {
    super(message);
  }

  SparkScanException(String message, Throwable cause) {
    super(message, cause);
  }
}

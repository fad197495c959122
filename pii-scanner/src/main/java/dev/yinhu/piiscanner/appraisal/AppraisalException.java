package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.ScannerException;

/** A baseline cannot be written. */
public final class AppraisalException extends ScannerException {
  private static final long serialVersionUID = 1L;

  AppraisalException(String message, Throwable cause) {
    super(message, cause);
  }
}

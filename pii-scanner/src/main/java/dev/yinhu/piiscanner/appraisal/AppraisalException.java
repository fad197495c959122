package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.ScannerException;

/** A file that a scan is to be held against, or a baseline to write, cannot be used. */
public final class AppraisalException extends ScannerException {
  private static final long serialVersionUID = 1L;

  AppraisalException(String message) {
    super(message);
  }

  AppraisalException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.yinhu.tableprotection;

/** The database of the table does not answer; what was done is kept, and it may answer later. */
public final class TargetUnavailable extends ProtectionException {
  private static final long serialVersionUID = 1L;

  TargetUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}

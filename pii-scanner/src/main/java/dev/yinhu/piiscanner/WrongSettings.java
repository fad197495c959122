package dev.yinhu.piiscanner;

/**
 * What somebody asked of a scan cannot be done or does not go together; the message says what to
 * ask for instead, and holds no value of a list.
 */
public final class WrongSettings extends ScannerException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public WrongSettings(String message) {
    super(message);
  }
}

package dev.yinhu.piiscanner.report;

/** How numbers of bytes are shown. */
final class Size {
  private static final int STEP = 1024;
  private static final String UNITS = "KMGTPE";

  private Size() {}

  /** With one decimal, in binary units. */
  static String shown(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= STEP) {
      value /= STEP;
      unit++;
    }
    return "%.1f %ciB".formatted(value, UNITS.charAt(unit));
  }
}

package dev.yinhu.piiscanner.report;

/** How a confidence is written. */
final class Confidence {
  private static final double THOUSANDTHS = 1000.0;

  private Confidence() {}

  /** With at most three decimals. */
  static double shown(double confidence) {
    return Math.round(confidence * THOUSANDTHS) / THOUSANDTHS;
  }
}

package dev.yinhu.piiscanner.necessity;

/**
 * Two bounds between which a number lies, both included.
 *
 * @param low not below 0
 * @param high not below {@code low}
 */
public record Interval(double low, double high) {
  /** Standard normal deviate of a two-sided interval at 95 %. */
  private static final double Z = 1.959963984540054;

  /** Checks the bounds. */
  public Interval {
    if (!(low >= 0 && high >= low)) {
      throw new IllegalArgumentException("an interval has bounds in order, from 0");
    }
  }

  /** Exactly this number. */
  public static Interval exactly(double number) {
    return new Interval(number, number);
  }

  /**
   * The share in the whole when so many of a random sample are found: score interval at 95 %
   * (Wilson, JASA 22 (1927) 209). It stays within 0 to 1 and is not empty for 0 found.
   */
  public static Interval ofShare(long found, long sample) {
    if (sample == 0) {
      return new Interval(0, 1);
    }
    double share = (double) found / sample;
    double scale = 1 + Z * Z / sample;
    double middle = (share + Z * Z / (2.0 * sample)) / scale;
    double spread = Z / scale * Math.sqrt((share * (1 - share) + Z * Z / (4.0 * sample)) / sample);
    // At the ends the bound is exact; rounding must not move it off the share itself.
    double low = found == 0 ? 0 : Math.max(0, middle - spread);
    double high = found == sample ? 1 : Math.min(1, middle + spread);
    return new Interval(low, high);
  }

  /** Both bounds times the factor. */
  public Interval times(double factor) {
    return new Interval(low * factor, high * factor);
  }

  /** Whether every number here is below every number there. */
  public boolean isBelow(Interval other) {
    return high < other.low;
  }
}

package dev.yinhu.accessaudit.signal;

import java.util.Arrays;

/**
 * What is usual among some amounts, by measures that a few extremes do not move: the median, and
 * the median absolute deviation times 1.4826, which estimates the standard deviation (Rousseeuw and
 * Croux, "Alternatives to the Median Absolute Deviation", 1993).
 */
record Usual(double median, double deviation) {
  private static final double CONSISTENT = 1.4826;

  /** Of at least one amount. */
  static Usual of(int[] amounts) {
    double[] sorted = Arrays.stream(amounts).asDoubleStream().sorted().toArray();
    double median = middle(sorted);
    double[] apart = Arrays.stream(sorted).map(one -> Math.abs(one - median)).sorted().toArray();
    return new Usual(median, CONSISTENT * middle(apart));
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}

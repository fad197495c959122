package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.necessity.Interval;

/**
 * The share of a column's values that hold something, with the bounds between which the share in
 * the whole table lies with 95 % confidence. Where every row was read the bounds are the share.
 *
 * <p>The bounds are Wilson's score interval: E. B. Wilson, Probable inference, the law of
 * succession, and statistical inference, JASA 22 (1927), 209-212; recommended for shares near 0 and
 * 1 and for small samples by Brown, Cai and DasGupta, Interval estimation for a binomial
 * proportion, Statistical Science 16 (2001), 101-133.
 *
 * @param value 0 to 1
 * @param low at most the value
 * @param high at least the value
 */
public record Share(double value, double low, double high) {
  /** Of all values there are: nothing is left to guess. */
  static Share exact(long hits, long values) {
    double share = values == 0 ? 0 : (double) hits / values;
    return new Share(share, share, share);
  }

  /** Of values drawn at random; of none at all nothing is known. */
  static Share estimated(long hits, long values) {
    if (values == 0) {
      return new Share(0, 0, 1);
    }
    double share = (double) hits / values;
    Interval bounds = Interval.ofShare(hits, values);
    return new Share(share, Math.min(bounds.low(), share), Math.max(bounds.high(), share));
  }
}

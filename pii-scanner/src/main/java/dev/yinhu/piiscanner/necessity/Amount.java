package dev.yinhu.piiscanner.necessity;

import java.util.OptionalLong;

/**
 * How many values of a kind a place holds, as far as was read.
 *
 * @param found values of the kind among those read
 * @param read values read
 * @param total values that the place has; empty when that is not known
 * @param reach how they were chosen
 */
public record Amount(long found, long read, OptionalLong total, Reach reach) {
  /** Checks that each number is within the next. */
  public Amount {
    boolean good = 0 <= found && found <= read && read <= total.orElse(Long.MAX_VALUE);
    if (!good || (reach == Reach.FULL && read != total.orElse(read))) {
      throw new IllegalArgumentException(
          "an amount has found <= read <= total, and a full reading reads the total");
    }
  }

  /** So many among all values of the place. */
  public static Amount full(long found, long values) {
    return new Amount(found, values, OptionalLong.of(values), Reach.FULL);
  }

  /** So many in a random sample of a place of that size. */
  public static Amount sampled(long found, long sample, long total) {
    return new Amount(found, sample, OptionalLong.of(total), Reach.SAMPLED);
  }

  /** The share of such values: exact when all were read, else at 95 %. */
  public Interval share() {
    return reach == Reach.FULL && read > 0
        ? Interval.exactly((double) found / read)
        : Interval.ofShare(found, read);
  }

  /** Whether {@link #values} knows an upper bound. */
  public boolean isBounded() {
    return reach == Reach.FULL || total.isPresent();
  }

  /**
   * How many such values the place has: exact when all were read, else the share's interval over
   * the total, or over what was read when the total is not known; never fewer than were found.
   */
  public Interval values() {
    if (reach == Reach.FULL) {
      return Interval.exactly((double) found);
    }
    Interval values = share().times((double) total.orElse(read));
    double least = (double) found;
    return new Interval(Math.max(least, values.low()), Math.max(least, values.high()));
  }
}

package dev.yinhu.register;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How many bits of a blind index to keep: so many that a look-up reads few rows in vain, so few
 * that several values share each index and the index alone tells nobody's value.
 *
 * <p>Two published rules, both of which must hold:
 *
 * <ul>
 *   <li>AWS Database Encryption SDK, <i>Choosing a beacon length</i>: of X distinct values, √X &lt;
 *       2^N &lt; X / 2, within 1 to 63 bits.
 *   <li>CipherSweet, <i>Blind index planning</i> ({@code FieldIndexPlanner}): of R rows, all
 *       indexes over one column leave C = R / 2^Σmin(L, K) coincidences, where L is an index's bits
 *       and K the bits that its input can have; 2 ≤ C ≤ √R, and no index below {@value #MIN_ROWS}
 *       rows.
 * </ul>
 *
 * <p>Where the two leave no room, the upper bounds decide: they are for secrecy, the lower ones
 * only for speed. Values are taken to be about equally frequent; a few very frequent ones (the
 * surnames 王 and 李) are spread with partitions, which no bound here presumes.
 *
 * @param rows how many rows there will be, 1 or more
 * @param distinct how many distinct values these hold, 1 to {@code rows}
 * @param otherBits what the other cut indexes over the same column show already, Σmin(L, K), 0 or
 *     more
 */
public record IndexPlan(long rows, long distinct, double otherBits) {
  /** Fewest rows over which an index can be safe, as CipherSweet has it. */
  public static final int MIN_ROWS = 16;

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public IndexPlan {
    if (distinct < 1 || rows < distinct) {
      throw new IllegalArgumentException(
          "rows hold at least 1 distinct value and at most one each");
    }
    if (!(otherBits >= 0)) {
      throw new IllegalArgumentException("the bits of other indexes are 0 or more");
    }
  }

  /** A plan for the only index over a column whose values are all different. */
  public static IndexPlan of(long rows) {
    return new IndexPlan(rows, rows, 0);
  }

  /** Most bits that are safe; empty when not even one is, and the index must be left out. */
  public OptionalInt highest() {
    return rows < MIN_ROWS ? OptionalInt.empty() : bits(this::isSafe).max();
  }

  /** Fewest bits with which a look-up is still quick; never above {@link #highest()}. */
  public OptionalInt lowest() {
    int quick = bits(this::isQuick).min().orElse(IndexSettings.MAX_BITS);
    return highest().stream().map(most -> Math.min(most, quick)).findFirst();
  }

  /** The bits to take: the most that are safe, because they read the fewest rows in vain. */
  public OptionalInt recommended() {
    return highest();
  }

  /**
   * How many rows a look-up of one value reads on average though they hold another value.
   *
   * @param bits bits of the index, 1 to 63
   * @param partitions into how many partitions equal values are spread, 1 or more
   */
  public double falsePositives(int bits, int partitions) {
    return Math.min(1, partitions / power(bits)) * (rows - rowsWanted());
  }

  /** How many rows a look-up reads on average for each row that holds the value. */
  public double rowsReadForEachWanted(int bits, int partitions) {
    return 1 + falsePositives(bits, partitions) / rowsWanted();
  }

  private double rowsWanted() {
    return (double) rows / distinct;
  }

  private boolean isSafe(int bits) {
    return power(bits) < distinct / 2.0 && coincidences(bits) >= 2;
  }

  private boolean isQuick(int bits) {
    return power(bits) > Math.sqrt((double) distinct)
        && coincidences(bits) <= Math.sqrt((double) rows);
  }

  private double coincidences(int bits) {
    return rows / power(bits + otherBits);
  }

  private static double power(double exponent) {
    return Math.pow(2, exponent);
  }

  private static IntStream bits(IntPredicate condition) {
    return IntStream.rangeClosed(1, IndexSettings.MAX_BITS).filter(condition);
  }
}

package dev.yinhu.piiscanner.jdbc;

/**
 * How rows of one table are chosen.
 *
 * @param share the probability of each row, above 0; 1 for all
 */
record Sample(double share, long seed) {
  boolean all() {
    return share >= 1;
  }

  /** The smaller numbers are chosen: of so many. */
  long ofMillion() {
    return Math.round(share * 1_000_000);
  }
}

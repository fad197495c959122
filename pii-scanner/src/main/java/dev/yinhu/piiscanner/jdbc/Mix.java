package dev.yinhu.piiscanner.jdbc;

/**
 * A hash that looks random, for drawing rows and values: the same in every run and on every JVM.
 */
final class Mix {
  private Mix() {}

  /** Of a number: the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  static long of(long number) {
    long mixed = (number + 0x9E3779B97F4A7C15L);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Of a text, with what it depends on besides. */
  static long of(long seed, String text) {
    long hash = of(seed ^ text.length());
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return of(hash);
  }

  /** Whether something of this hash belongs to a share of all. */
  static boolean chosen(long hash, double share) {
    return (hash >>> 11) * 0x1.0p-53 < share;
  }
}

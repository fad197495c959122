package dev.yinhu.subjectrights.indicator;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hides counts from 1 to 4, and so much beside them that they cannot be computed back. Zero is
 * told: it is about nobody.
 *
 * <p>A total of 1 to 4 is hidden. A breakdown of a total that is told follows two rules.
 *
 * <ol>
 *   <li>It is told only if the total is at least {@value #LEAST} times its cells, counted whether
 *       empty or not. That depends on nothing but what is told anyway, so its absence says nothing;
 *       and some cell is then at least {@value #LEAST}.
 *   <li>If any cell is 1 to 4, the cells of the smallest count that is at least {@value #LEAST} are
 *       hidden too, all of them. So at least two cells are hidden, they are not all equal, and
 *       exchanging what they hold gives another table with the same total of which the very same is
 *       told: whoever knows these rules and everything told can still not say which of the hidden
 *       cells holds what.
 * </ol>
 *
 * The second is complementary suppression (Hundepool et al., Statistical Disclosure Control, 2012,
 * chapter 4), with the choice made such that it does not itself give away what it hides.
 */
public final class SmallCounts {
  /** The smallest count above zero that is told. */
  public static final int LEAST = 5;

  private SmallCounts() {}

  /** Whether a count would be hidden by itself. */
  static boolean isSmall(long count) {
    return count > 0 && count < LEAST;
  }

  /** The total, unless it is small. */
  public static OptionalLong total(long count) {
    return isSmall(count) ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /**
   * What may be told of a breakdown whose total is told; hidden cells are empty.
   *
   * @param counts all cells, also those with zero
   * @return empty when nothing may be told
   */
  public static Optional<SortedMap<String, OptionalLong>> breakdown(
      SortedMap<String, Long> counts) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    if (total < (long) LEAST * counts.size()) {
      return Optional.empty();
    }
    boolean any = counts.values().stream().anyMatch(SmallCounts::isSmall);
    long most = any ? smallestTold(counts) : 0;
    SortedMap<String, OptionalLong> told = new TreeMap<>();
    counts.forEach((key, count) ->
        told.put(key, count > 0 && count <= most ? OptionalLong.empty() : OptionalLong.of(count)));
    return Optional.of(told);
  }

  private static long smallestTold(SortedMap<String, Long> counts) {
    return counts.values().stream().filter(count -> count >= LEAST).min(Long::compare).orElse(0L);
  }
}

package dev.yinhu.piiscanner.report.gate;

import dev.yinhu.piiscanner.report.ItemKey;
import java.util.Set;

/**
 * What was known at some time, so that only what is new counts.
 *
 * @param known keys of the items
 */
public record Baseline(Set<ItemKey> known) {
  /** Nothing is known. */
  public static final Baseline EMPTY = new Baseline(Set.of());

  /** Copies the set. */
  public Baseline {
    known = Set.copyOf(known);
  }
}

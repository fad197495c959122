package dev.yinhu.accessaudit.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is found: the first ones of each kind, and how many there were. Safe for use by
 * many threads.
 */
final class Findings {
  /** How many are kept; a log that was replaced as a whole has as many faults as tiles. */
  static final int KEPT = 1_000;

  private final List<Finding> kept = new ArrayList<>();
  private long tampered;
  private long unverifiable;

  void add(Fault fault, Place place) {
    add(fault, place, "");
  }

  void add(Fault fault, Place place, String detail) {
    add(Finding.of(fault, place, detail));
  }

  /** The outcomes of prunings that do not fit what was declared before. */
  void outcomes(PruneChain chain, String resource) {
    chain
        .wrong()
        .forEach(
            (index, why) -> add(Fault.PRUNING_WRONG, Place.of(resource, index, index + 1), why));
  }

  synchronized void add(Finding finding) {
    switch (finding) {
      case Finding.Tampered _ -> tampered++;
      case Finding.Unverifiable _ -> unverifiable++;
      case Finding.Pruned pruned ->
          unverifiable += pruned.declared() == Finding.Declared.DONE ? 0 : 1;
    }
    // What is pruned is said in any case: there is one of it.
    if (kept.size() < KEPT || finding instanceof Finding.Pruned) {
      kept.add(finding);
    }
  }

  synchronized long tampered() {
    return tampered;
  }

  synchronized long unverifiable() {
    return unverifiable;
  }

  /** Those about the whole log first, then by index. */
  synchronized List<Finding> sorted() {
    return kept.stream()
        .sorted(
            Comparator.comparingLong((Finding finding) ->
                    finding.place().entries().map(IndexRange::from).orElse(-1L))
                .thenComparing(finding -> finding.place().resource()))
        .toList();
  }
}

package dev.yinhu.piiscanner.report.gate;

import dev.yinhu.piiscanner.report.ItemKey;
import dev.yinhu.piiscanner.report.ReportItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The items of a scan held against a baseline and suppressions.
 *
 * @param items each with its standing, in the order given
 * @param expired suppressions that would have fitted an item but ran out: to be told
 * @param idle suppressions in force or not that fit no item: to be removed
 */
public record Sifted(List<Item> items, List<Suppression> expired, List<Suppression> idle) {
  /** Copies the lists. */
  public Sifted {
    items = List.copyOf(items);
    expired = List.copyOf(expired);
    idle = List.copyOf(idle);
  }

  /**
   * An item and how it stands.
   *
   * @param item the item
   * @param known whether the baseline knows it
   * @param suppressedBy who answers for it today
   */
  public record Item(ReportItem item, boolean known, Optional<Suppression> suppressedBy) {}

  /**
   * Sifts.
   *
   * @param items what a scan found
   * @param baseline what was known
   * @param suppressions who answers for what; of several for one item one in force is enough
   * @param today by which they expire
   */
  public static Sifted of(
      List<ReportItem> items, Baseline baseline, List<Suppression> suppressions, LocalDate today) {
    Map<ItemKey, Suppression> inForce = new HashMap<>();
    suppressions.stream()
        .filter(s -> s.isInForce(today))
        .forEach(s -> inForce.putIfAbsent(s.key(), s));
    Set<ItemKey> keys = new HashSet<>();
    List<Item> sifted = new ArrayList<>();
    for (ReportItem item : items) {
      keys.add(item.key());
      sifted.add(
          new Item(
              item,
              baseline.known().contains(item.key()),
              Optional.ofNullable(inForce.get(item.key()))));
    }
    List<Suppression> expired =
        suppressions.stream()
            .filter(s -> !s.isInForce(today) && keys.contains(s.key()))
            .filter(s -> !inForce.containsKey(s.key()))
            .toList();
    List<Suppression> idle = suppressions.stream().filter(s -> !keys.contains(s.key())).toList();
    return new Sifted(sifted, expired, idle);
  }
}

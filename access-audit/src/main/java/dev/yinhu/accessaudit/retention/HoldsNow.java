package dev.yinhu.accessaudit.retention;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The holds that a pruning respects, and whether those are still all. Immutable.
 *
 * @param zone whose days count
 */
record HoldsNow(List<Hold> inForce, LogTime time, ZoneId zone) {
  /** Those of all that are in force. */
  static HoldsNow of(List<Hold> all, LogTime time, ZoneId zone) {
    List<Hold> inForce = new ArrayList<>(all);
    inForce.removeIf(hold -> !isInForce(hold, time, zone));
    return new HoldsNow(List.copyOf(inForce), time, zone);
  }

  private static boolean isInForce(Hold hold, LogTime time, ZoneId zone) {
    return hold.isInForce(time.todayFor(hold.placedAt(), zone));
  }

  Set<Long> ids() {
    Set<Long> ids = new TreeSet<>();
    inForce.forEach(hold -> ids.add(hold.id()));
    return ids;
  }

  /** Whether these are all that are in force. */
  boolean areAllOf(List<Hold> all) {
    Set<Long> respected = ids();
    return all.stream()
        .filter(hold -> isInForce(hold, time, zone))
        .allMatch(hold -> respected.contains(hold.id()));
  }
}

package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one request takes from the caller's limits, and gives back when nothing is released after
 * all. For one thread at a time.
 */
final class Counted {
  private static final String USED_UP =
      "the caller's limit for this purpose is used up; try again later";

  private final Limits limits;
  private final CallerName caller;
  private final Map<Budget, Long> taken = new LinkedHashMap<>();
  private Duration retryAfter = Duration.ZERO;

  Counted(Limits limits, CallerName caller) {
    this.limits = limits;
    this.caller = caller;
  }

  /** Counts the open slots and refuses those that a limit holds back, the last ones first. */
  void take(List<Slot> slots) {
    Map<Budget, List<Slot>> asked = new LinkedHashMap<>();
    for (Slot slot : slots) {
      if (slot.open()) {
        slot.allowed()
            .budget()
            .ifPresent(budget -> asked.computeIfAbsent(budget, b -> new ArrayList<>()).add(slot));
      }
    }
    asked.forEach(this::take);
  }

  private void take(Budget budget, List<Slot> wanted) {
    Limits.Taken granted = limits.take(caller, budget.purpose(), budget.limits(), wanted.size());
    taken.merge(budget, granted.granted(), Long::sum);
    comeBack(granted.retryAfter());
    for (Slot slot : wanted.subList((int) granted.granted(), wanted.size())) {
      slot.refuse(ItemCode.LIMIT_EXCEEDED, "", USED_UP);
    }
  }

  private void comeBack(Duration until) {
    if (retryAfter.isZero() || (!until.isZero() && until.compareTo(retryAfter) < 0)) {
      retryAfter = until;
    }
  }

  /** When one more of those that were held back may pass; zero when none was. */
  Duration retryAfter() {
    return retryAfter;
  }

  /** Gives everything back. */
  void giveBack() {
    taken.forEach(
        (budget, count) -> limits.giveBack(caller, budget.purpose(), budget.limits(), count));
    taken.clear();
  }
}

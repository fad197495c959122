package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one request takes from the caller's limits, and gives back when nothing is released after
 * all. For one thread at a time.
 */
final class Counted {
  private static final String USED_UP =
      "the caller's limit for this purpose is used up; try again later";

  private final Limits limits;
  private final CallerName caller;
  private final Suspensions suspensions;
  private final Map<Budget, Long> taken = new LinkedHashMap<>();
  private Duration retryAfter = Duration.ZERO;

  Counted(Limits limits, CallerName caller, Suspensions suspensions) {
    this.limits = limits;
    this.caller = caller;
    this.suspensions = suspensions;
  }

  /**
   * Counts the open slots and refuses those that a limit holds back, the last ones first.
   *
   * @param purpose that was named; what no limit of the register holds back counts against it when
   *     the caller's limit is lowered
   */
  void take(List<Slot> slots, Optional<Purpose> purpose) {
    Optional<Suspended.Limit> lower = suspensions.now().limit(caller);
    Map<Budget, List<Slot>> asked = new LinkedHashMap<>();
    for (Slot slot : slots) {
      if (slot.open()) {
        lowered(slot.allowed().budget(), purpose, lower)
            .ifPresent(budget -> asked.computeIfAbsent(budget, b -> new ArrayList<>()).add(slot));
      }
    }
    String detail = lower.map(Suspended.Limit::mark).orElse("");
    asked.forEach((budget, wanted) -> take(budget, wanted, detail));
  }

  private static Optional<Budget> lowered(
      Optional<Budget> budget, Optional<Purpose> purpose, Optional<Suspended.Limit> lower) {
    if (lower.isEmpty()) {
      return budget;
    }
    return budget
        .or(() -> purpose.map(named -> new Budget(named, CallerLimits.NONE)))
        .map(
            own -> new Budget(own.purpose(), Suspended.lowered(own.limits(), lower.orElseThrow())));
  }

  private void take(Budget budget, List<Slot> wanted, String detail) {
    Limits.Taken granted = limits.take(caller, budget.purpose(), budget.limits(), wanted.size());
    taken.merge(budget, granted.granted(), Long::sum);
    comeBack(granted.retryAfter());
    for (Slot slot : wanted.subList((int) granted.granted(), wanted.size())) {
      slot.refuse(ItemCode.LIMIT_EXCEEDED, detail, USED_UP);
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

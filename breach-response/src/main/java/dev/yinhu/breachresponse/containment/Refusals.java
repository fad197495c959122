package dev.yinhu.breachresponse.containment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What measures refused on this node outside of field access, counted until it is written down. A
 * node that is killed forgets what it refused in its last half second. Safe for use by many
 * threads.
 */
final class Refusals {
  private final ConcurrentHashMap<String, LongAdder> byMark = new ConcurrentHashMap<>();

  /** Counts one of the measure with this mark. */
  void count(Optional<String> mark) {
    mark.ifPresent(one -> byMark.computeIfAbsent(one, _ -> new LongAdder()).increment());
  }

  /** Hands on what has come together; when that fails it is kept for the next time. */
  void drain(ContainmentStore store) {
    Map<String, Long> counts = new HashMap<>();
    byMark.forEach((mark, adder) -> {
      long count = adder.sumThenReset();
      if (count > 0) {
        counts.put(mark, count);
      }
    });
    if (counts.isEmpty()) {
      return;
    }
    try {
      store.refused(counts);
    } catch (RuntimeException e) {
      counts.forEach(
          (mark, count) -> byMark.computeIfAbsent(mark, _ -> new LongAdder()).add(count));
      throw e;
    }
  }
}

package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The judgement of a whole inventory.
 *
 * @param inventory what was judged
 * @param judged one for each holding, in their order, then one for each thing not read
 * @param notLookedAt declared fields of personal data that the scan did not look at
 */
public record Judgements(Inventory inventory, List<Judged> judged, List<FieldRef> notLookedAt) {
  /** Copies the lists. */
  public Judgements {
    judged = List.copyOf(judged);
    notLookedAt = List.copyOf(notLookedAt);
  }

  /** By kind, worst first; only kinds that there are. */
  public Map<Verdict, List<Judged>> byVerdict() {
    NavigableMap<Verdict, List<Judged>> groups = new TreeMap<>();
    judged.forEach(j -> groups.computeIfAbsent(j.verdict(), v -> new ArrayList<>()).add(j));
    return groups.descendingMap();
  }

  /**
   * Whether everything that was meant to be looked at was, and all of it is needed. An inventory
   * that looked at nothing is not.
   */
  public boolean isCompliant() {
    return !inventory.looked().isEmpty()
        && notLookedAt.isEmpty()
        && judged.stream().allMatch(j -> j.verdict() == Verdict.NEEDED);
  }
}

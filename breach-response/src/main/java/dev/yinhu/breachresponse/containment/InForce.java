package dev.yinhu.breachresponse.containment;

import dev.yinhu.breachresponse.containment.Measure.Kind;
import dev.yinhu.fieldaccess.Suspended;
import dev.yinhu.fieldaccess.Suspended.Limit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is held back at one moment. Immutable.
 *
 * @param suspended for field access
 * @param paused recipients to whom nothing is handed, by name, each with the mark of its measure
 */
public record InForce(Suspended suspended, Map<String, String> paused) {
  /** Nothing. */
  public static final InForce NOTHING = new InForce(Suspended.NOTHING, Map.of());

  /** Copies the map. */
  public InForce {
    paused = Map.copyOf(paused);
  }

  /** Names of callers who are let in nowhere. */
  public Set<String> callers() {
    return suspended.callers().keySet();
  }

  /** Names of recipients to whom nothing is handed. */
  public Set<String> recipients() {
    return paused.keySet();
  }

  /** Of the containments that hold; of two for the same the earlier one, or the lower limit. */
  static InForce of(List<Containment> active) {
    if (active.isEmpty()) {
      return NOTHING;
    }
    Map<Kind, Map<String, String>> marks =
        active.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.measure().kind(),
                    Collectors.toMap(
                        each -> each.measure().target(), Containment::mark, (first, _) -> first)));
    Suspended suspended =
        new Suspended(
            marks.getOrDefault(Kind.CALLER, Map.of()),
            marks.getOrDefault(Kind.PURPOSE, Map.of()),
            marks.getOrDefault(Kind.FIELD, Map.of()),
            marks.getOrDefault(Kind.PERSON, Map.of()),
            marks.getOrDefault(Kind.KEYS, Map.of()).values().stream().findFirst(),
            limits(active));
    return new InForce(suspended, marks.getOrDefault(Kind.RECIPIENT, Map.of()));
  }

  private static Map<String, Limit> limits(List<Containment> active) {
    Map<String, Limit> limits = new HashMap<>();
    for (Containment each : active) {
      Optional<Limit> limit =
          each.measure().daily().stream().mapToObj(d -> new Limit(each.mark(), d)).findFirst();
      limit.ifPresent(own ->
          limits.merge(
              each.measure().target(),
              own,
              (one, other) -> one.daily() <= other.daily() ? one : other));
    }
    return limits;
  }
}

package dev.yinhu.breachresponse.minor;

import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.scope.Minors;
import dev.yinhu.breachresponse.tell.Affected;
import dev.yinhu.breachresponse.tell.Guardians;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps who is a minor and who their guardian is. Of whom nothing was told it is not known.
 * Durable; blocks; safe for use by many threads and nodes.
 */
public final class MinorBook implements Minors, Guardians {
  /** The most that are told at once. */
  public static final int MOST = 1_000;

  private final MinorStore store;
  private final Acts acts;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * The schema {@code breach} is migrated.
   *
   * @param zone whose day it is on which somebody turns fourteen
   */
  public MinorBook(Jdbi jdbi, Acts acts, InstantSource clock, ZoneId zone) {
    this.store = new MinorStore(jdbi);
    this.acts = acts;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Takes down what is told; the log has how many, and no person.
   *
   * @param marks 1 to {@value #MOST}; the last of a person counts
   */
  public void mark(List<MinorMark> marks, Order order) {
    if (marks.isEmpty() || marks.size() > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " people are told of at once");
    }
    long minors = marks.stream().filter(each -> each.minor().orElse(false)).count();
    long guardians = marks.stream().filter(each -> each.guardian().isPresent()).count();
    acts.perform(
        "minors-mark",
        Map.of(
            "people", Integer.toString(marks.size()),
            "minors", Long.toString(minors),
            "guardians", Long.toString(guardians)),
        order,
        (handle, now) -> {
          for (MinorMark each : marks) {
            UUID person = uuid(each.person());
            if (each.minor().isPresent()) {
              MinorStore.keep(handle, person, each, order.actor(), now);
            } else {
              MinorStore.forget(handle, person);
            }
          }
          return marks.size();
        });
  }

  /**
   * Forgets somebody who is erased, as a minor and as a guardian; nothing when nothing is kept.
   *
   * @param reference of the person in the access log
   */
  public void forget(String reference, Order order) {
    UUID person = uuid(reference);
    if (store.knows(person)) {
      var _ =
          acts.perform(
              "minors-forget",
              Map.of("people", "1"),
              order,
              (handle, _) -> MinorStore.forgetAltogether(handle, person));
    }
  }

  @Override
  public Map<String, Boolean> among(List<String> references) {
    Map<UUID, String> byId = new HashMap<>();
    references.forEach(text -> byId.put(uuid(text), text));
    Map<String, Boolean> found = new HashMap<>();
    store
        .among(byId.keySet(), LocalDate.ofInstant(clock.instant(), zone))
        .forEach((person, minor) -> {
          String reference = byId.get(person);
          if (reference != null) {
            found.put(reference, minor);
          }
        });
    return found;
  }

  @Override
  public Map<UUID, UUID> of(List<UUID> minors) {
    return store.guardians(minors);
  }

  static UUID uuid(String reference) {
    return Affected.of(reference, false).person();
  }
}

package dev.yinhu.breachresponse.containment;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Holds incidents back. Each measure is an act, begins at once on all nodes, and ends by itself or
 * by hand; of a drill it is recorded and holds nobody back. Blocks; thread-safe.
 */
public final class Containments {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ContainmentStore store;
  private final Acts acts;
  private final AuditLog log;
  private final Optional<AuditSearch> search;
  private final ContainmentBook book;
  private final InstantSource clock;

  /**
   * @param jdbi with the schema {@code breach} migrated
   * @param search counts effects; without it the log is read
   * @param book of this node
   */
  public Containments(
      Jdbi jdbi,
      Acts acts,
      AuditLog log,
      Optional<AuditSearch> search,
      ContainmentBook book,
      InstantSource clock) {
    this.store = new ContainmentStore(jdbi);
    this.acts = acts;
    this.log = log;
    this.search = search;
    this.book = book;
    this.clock = clock;
  }

  /**
   * Begins.
   *
   * @param until when it ends by itself; empty for not before it is lifted
   * @throws ActRefused {@code containment-past} when that is not after now; {@code
   *     contained-already} when the incident holds back the same already
   */
  public Containment begin(
      IncidentId incident, Measure measure, Reason reason, Optional<Instant> until, Order order) {
    long from = log.head().size();
    Map<String, String> details = details(measure);
    until.ifPresent(end -> details.put("until", end.toString()));
    return changed(() ->
        acts.perform(
            new Acts.Act(incident, "containment-begin", details),
            order,
            (handle, now) -> {
              refusePast(until, now);
              refuseAgain(incident, measure, now);
              long number =
                  ContainmentStore.add(
                      handle, incident, measure, reason, until, from, now, order.actor());
              return ContainmentStore.find(handle, number).orElseThrow();
            }));
  }

  private static void refusePast(Optional<Instant> until, Instant now) {
    if (until.isPresent() && !until.get().isAfter(now)) {
      throw new ActRefused("containment-past", "it would be over already; name a later end");
    }
  }

  private void refuseAgain(IncidentId incident, Measure measure, Instant now) {
    boolean holds =
        store.of(incident).stream()
            .anyMatch(each ->
                each.isActive(now)
                    && each.measure().kind() == measure.kind()
                    && each.measure().target().equals(measure.target()));
    if (holds) {
      throw new ActRefused(
          "contained-already", "this is held back for the incident already; lift that first");
    }
  }

  /**
   * Ends it.
   *
   * @throws ActRefused {@code containment-over} when it ended before
   * @throws BreachException when there is none of that number
   */
  public Containment lift(long number, Order order) {
    Containment known =
        store
            .find(number)
            .orElseThrow(() -> new BreachException("there is no containment " + number));
    Map<String, String> details = details(known.measure());
    details.put("containment", Long.toString(number));
    return changed(() ->
        acts.perform(
            new Acts.Act(known.incident(), "containment-lift", details),
            order,
            (handle, now) -> {
              if (!ContainmentStore.lift(handle, number, now, order.actor())) {
                throw new ActRefused(
                    "containment-over", "it ended before; there is nothing to lift");
              }
              return ContainmentStore.find(handle, number).orElseThrow();
            }));
  }

  private Containment changed(Supplier<Containment> act) {
    try {
      return act.get();
    } finally {
      // Also when the outcome could not be logged: it is done all the same.
      book.reload();
    }
  }

  private static Map<String, String> details(Measure measure) {
    Map<String, String> details = new HashMap<>();
    details.put("kind", measure.kind().wire());
    details.put("target", measure.target());
    measure.daily().ifPresent(daily -> details.put("daily", Long.toString(daily)));
    return details;
  }

  /** States that nothing needs to be held back for the incident; again gives another reason. */
  public void declareUnnecessary(IncidentId incident, Reason reason, Order order) {
    var _ =
        acts.perform(
            new Acts.Act(incident, "containment-unnecessary", Map.of()),
            order,
            (handle, now) -> {
              ContainmentStore.waive(handle, incident, reason, now, order.actor());
              return true;
            });
  }

  /** Why nothing needs to be held back; empty when nobody said so. */
  public Optional<Reason> unnecessary(IncidentId incident) {
    return store.waived(incident);
  }

  /** All of an incident, the first first. */
  public List<Containment> of(IncidentId incident) {
    return store.of(incident);
  }

  /** Whether something is held back for the incident now. */
  public boolean holds(IncidentId incident) {
    return store.of(incident).stream().anyMatch(each -> each.isActive(clock.instant()));
  }

  /**
   * What it refused until now: as the log has it, and outside of field access as the nodes counted
   * it, half a second late. Without a search it reads the log since the containment began.
   */
  public Effect effect(Containment containment) {
    Effect logged = logged(containment);
    return new Effect(logged.refused() + store.refused(containment.number()), logged.to());
  }

  private Effect logged(Containment containment) {
    long size = log.head().size();
    Set<String> marks = Set.of(containment.mark(), "token/" + containment.mark());
    if (search.isPresent() && (size == 0 || search.get().await(size - 1, PATIENCE))) {
      return new Effect(search.get().count(new Filter.Has(Attribute.DETAIL, marks)), size);
    }
    long[] refused = new long[1];
    log.forEach(
        containment.logFrom(), size, entry -> refused[0] += isRefused(entry, marks) ? 1 : 0);
    return new Effect(refused[0], size);
  }

  private static boolean isRefused(StoredEntry stored, Set<String> marks) {
    try {
      return EntryReader.read(stored.leaf()) instanceof AuditEntry.Access access
          && access.items().stream().anyMatch(item -> marks.contains(item.detail()));
    } catch (AuditException e) {
      return false;
    }
  }
}

package dev.yinhu.subjectrights.restriction;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.register.FieldRef;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * What people had restricted, for all nodes: kept in the database, looked up in memory. The node
 * that placed or lifted one goes by it at once, the others within moments. Both stand in the access
 * log, the intent before and the outcome after. Safe for use by many threads.
 */
public final class Restrictions implements AutoCloseable {
  private static final String ALL = "";

  private final RestrictionStore store;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Subscription subscription;
  private volatile Map<String, Set<String>> fields = Map.of();

  private Restrictions(Database database, AuditLog audit, InstantSource clock) {
    this.store = new RestrictionStore(database.jdbi());
    this.audit = audit;
    this.clock = clock;
    reload();
    this.subscription = database.listen(RestrictionStore.CHANNEL, _ -> reload(), this::reload);
  }

  /** Opens it; the schema {@code rights} is migrated. Close it after what asks it. */
  public static Restrictions open(Database database, AuditLog audit, InstantSource clock) {
    return new Restrictions(database, audit, clock);
  }

  /**
   * On whose word.
   *
   * @param actor who, as the log names them
   * @param requestId under which the entries of the log find each other
   */
  public record Order(String actor, String requestId) {}

  /** Whether the person had it restricted. Never blocks. */
  public boolean restricts(String reference, FieldRef field) {
    Map<String, Set<String>> now = fields;
    if (now.isEmpty()) {
      return false;
    }
    Set<String> theirs = now.getOrDefault(reference, Set.of());
    return theirs.contains(ALL) || theirs.contains(field.text());
  }

  /**
   * Restricts one field of the person, or all. Durable; again for the same case does no harm.
   *
   * @throws AuditUnavailable when the intent cannot be recorded, then nothing is restricted; or the
   *     outcome, then it is
   */
  public void place(String reference, Optional<FieldRef> field, CaseId id, Order order) {
    Map<String, String> details =
        Map.of("subject", reference, "field", field.map(FieldRef::text).orElse("*"));
    record(order, "restriction-place", Phase.INTENT, details);
    store.place(reference, field, id, clock.instant());
    reload();
    record(order, "restriction-place", Phase.DONE, details);
  }

  /**
   * Lifts one.
   *
   * @throws RightsException when there is none of this number that was not lifted
   * @throws AuditUnavailable when the intent cannot be recorded, then it is not lifted; or the
   *     outcome, then it is
   */
  public void lift(long id, Order order) {
    Map<String, String> details = Map.of("restriction", Long.toString(id));
    record(order, "restriction-lift", Phase.INTENT, details);
    boolean lifted = store.lift(id, order.actor(), clock.instant());
    reload();
    record(order, "restriction-lift", lifted ? Phase.DONE : Phase.FAILED, details);
    if (!lifted) {
      throw new RightsException("there is no restriction " + id + " that was not lifted");
    }
  }

  /** Those in force, oldest first. Blocks. */
  public List<Restriction> inForce() {
    return store.inForce();
  }

  /** One reading at a time, so that an older one does not stand in the place of a newer. */
  private synchronized void reload() {
    fields =
        store.inForce().stream()
            .collect(
                Collectors.groupingBy(
                    Restriction::subject,
                    Collectors.mapping(
                        one -> one.field().map(FieldRef::text).orElse(ALL), Collectors.toSet())));
  }

  private void record(Order order, String action, Phase phase, Map<String, String> details) {
    try {
      var _ =
          audit
              .append(
                  new AuditEntry.Admin(
                      clock.instant(), order.requestId(), order.actor(), action, phase, details))
              .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailable unavailable ? unavailable : e;
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}

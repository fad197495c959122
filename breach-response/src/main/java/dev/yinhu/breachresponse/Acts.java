package dev.yinhu.breachresponse;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.breachresponse.ActStore.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way in which anything is done for an incident: the intent is durable in the access log,
 * then the change and its line of the timeline commit together, then the outcome is logged. When a
 * node dies in between, {@link #recover} of any node logs the outcome. A drill is marked as such in
 * each of them. Blocks; thread-safe.
 */
public final class Acts {
  /** An act that has come no further for so long is taken for one whose node is dead. */
  public static final Duration SILENT = Duration.ofSeconds(30);

  /** By which the entries of one act find each other in the log. */
  private static final String ID = "act";

  private final Jdbi jdbi;
  private final ActStore store;
  private final TimelineStore timeline;
  private final AuditLog audit;
  private final InstantSource clock;

  /** The schema {@code breach} is migrated. */
  public Acts(Jdbi jdbi, AuditLog audit, InstantSource clock) {
    this.jdbi = jdbi;
    this.store = new ActStore(jdbi);
    this.timeline = new TimelineStore(jdbi);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is to be done.
   *
   * @param act a stable code, such as {@code incident-contain}
   * @param details codes, counts, times and names of the register only; the log never forgets them
   */
  public record Act(IncidentId incident, String act, Map<String, String> details) {
    public Act {
      details = Map.copyOf(details);
    }
  }

  /**
   * Does it in one transaction.
   *
   * @param change is given the transaction and the time that stands in the timeline; when it
   *     throws, nothing is changed and the log says that it failed
   * @return what the change gives
   * @throws AuditUnavailable when the intent cannot be recorded, then nothing was done; or the
   *     outcome, then it was done, and {@link #recover} logs that when it can
   */
  public <T> T perform(Act act, Order order, Change<T> change) {
    return perform(
        act.act(), logged(act), order, (handle, now) -> within(handle, now, act, order, change));
  }

  /**
   * The same for what belongs to no incident yet, such as a warning: logged before and after, in no
   * timeline.
   *
   * @param details as of an act; {@code drill=true} for what belongs to a drill
   */
  public <T> T perform(String act, Map<String, String> details, Order order, Change<T> change) {
    UUID id = UUID.randomUUID();
    Map<String, String> own = new HashMap<>(details);
    own.put(ID, id.toString());
    UnderWay begun = new UnderWay(id, act, order, own, audit.head().size(), false);
    store.begin(begun);
    record(begun, Phase.INTENT, Map.of());
    T made;
    try {
      made = jdbi.inTransaction(handle -> made(handle, id, change));
    } catch (GivenUp e) {
      throw e;
    } catch (RuntimeException e) {
      record(begun, Phase.FAILED, Map.of());
      store.end(id);
      throw e;
    }
    record(begun, Phase.DONE, Map.of());
    store.end(id);
    return made;
  }

  private <T> T made(Handle handle, UUID id, Change<T> change) {
    if (!ActStore.hold(handle, id)) {
      throw new GivenUp();
    }
    T made = change.make(handle, clock.instant());
    ActStore.made(handle, id);
    return made;
  }

  /** The node was taken for dead, and the log says already that nothing was done. */
  private static final class GivenUp extends BreachException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super("this took too long to begin and was given up; nothing was changed, do it again");
    }
  }

  /**
   * Writes the outcome of acts into the log that were left without one for {@link #SILENT}, as
   * their node was killed or lost the log: done when the change was made, failed when it was not,
   * both with {@code recovered=true}. Any node does it; each outcome is written once.
   *
   * @return how many
   * @throws AuditUnavailable when the log cannot be written now; the next time goes on
   */
  public int recover() {
    return recover(SILENT);
  }

  int recover(Duration silent) {
    int count = 0;
    while (jdbi.inTransaction(handle -> recoverOne(handle, silent))) {
      count++;
    }
    return count;
  }

  private boolean recoverOne(Handle handle, Duration silent) {
    Optional<UnderWay> left = ActStore.left(handle, silent);
    left.ifPresent(act -> {
      Set<Phase> logged = logged(act);
      if (logged.equals(Set.of(Phase.INTENT))) {
        record(act, act.made() ? Phase.DONE : Phase.FAILED, Map.of("recovered", "true"));
      }
      ActStore.end(handle, act.id());
    });
    return left.isPresent();
  }

  /** What the log has of the act already. */
  private Set<Phase> logged(UnderWay act) {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    audit.forEach(
        act.logFrom(), audit.head().size(), entry -> phase(entry, act).ifPresent(phases::add));
    return phases;
  }

  private static Optional<Phase> phase(StoredEntry stored, UnderWay act) {
    try {
      return EntryReader.read(stored.leaf()) instanceof AuditEntry.Admin admin
              && act.id().toString().equals(admin.details().get(ID))
          ? Optional.of(admin.phase())
          : Optional.empty();
    } catch (AuditException e) {
      return Optional.empty();
    }
  }

  /** A change within the act's transaction. */
  @FunctionalInterface
  public interface Change<T> {
    /** Makes it. */
    T make(Handle handle, Instant now);
  }

  /** Everything that was done for the incident, the first first. */
  public List<TimelineLine> timeline(IncidentId incident) {
    return timeline.of(incident);
  }

  private static <T> T within(Handle handle, Instant now, Act act, Order order, Change<T> change) {
    T made = change.make(handle, now);
    TimelineStore.add(handle, act.incident(), now, order, act.act(), act.details());
    return made;
  }

  private static Map<String, String> logged(Act act) {
    Map<String, String> details = new HashMap<>(act.details());
    details.put("incident", act.incident().toString());
    if (act.incident().drill()) {
      details.put("drill", "true");
    }
    return details;
  }

  private void record(UnderWay of, Phase phase, Map<String, String> more) {
    Map<String, String> details = new HashMap<>(of.details());
    details.putAll(more);
    try {
      var _ =
          audit
              .append(
                  new AuditEntry.Admin(
                      clock.instant(),
                      of.order().requestId(),
                      of.order().actor(),
                      of.act(),
                      phase,
                      details))
              .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailable unavailable ? unavailable : e;
    }
  }
}

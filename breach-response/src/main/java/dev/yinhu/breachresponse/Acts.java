package dev.yinhu.breachresponse;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way in which anything is done for an incident: the intent is durable in the access log,
 * then the change and its line of the timeline commit together, then the outcome is logged. A drill
 * is marked as such in each of them. Blocks; thread-safe.
 */
public final class Acts {
  private final Jdbi jdbi;
  private final TimelineStore timeline;
  private final AuditLog audit;
  private final InstantSource clock;

  /** The schema {@code breach} is migrated. */
  public Acts(Jdbi jdbi, AuditLog audit, InstantSource clock) {
    this.jdbi = jdbi;
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
   *     outcome, then it was done
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
    record(act, details, order, Phase.INTENT);
    T made;
    try {
      made = jdbi.inTransaction(handle -> change.make(handle, clock.instant()));
    } catch (RuntimeException e) {
      record(act, details, order, Phase.FAILED);
      throw e;
    }
    record(act, details, order, Phase.DONE);
    return made;
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

  private void record(String act, Map<String, String> details, Order order, Phase phase) {
    try {
      var _ =
          audit
              .append(
                  new AuditEntry.Admin(
                      clock.instant(), order.requestId(), order.actor(), act, phase, details))
              .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailable unavailable ? unavailable : e;
    }
  }
}

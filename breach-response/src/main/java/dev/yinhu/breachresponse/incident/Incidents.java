package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.Gate.Missing;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.TimelineLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Incidents, from the opening to the end. Each change is an act of {@link Acts}: in the access log
 * before and after, in the timeline with the change. A state is reached one after the other, and
 * only when no {@link Gate} has anything to be done; who finds out too late that more is to be done
 * reopens. Durable; blocks; safe for use by many threads and nodes: of two changes at once the
 * second sees what the first did.
 */
public final class Incidents {
  private final IncidentStore store;
  private final Acts acts;
  private final List<Gate> gates;

  /**
   * @param jdbi the schema {@code breach} is migrated
   * @param gates the rooms that may keep an incident from its next state; asked in this order
   */
  public Incidents(Jdbi jdbi, Acts acts, List<Gate> gates) {
    this.store = new IncidentStore(jdbi);
    this.acts = acts;
    this.gates = List.copyOf(gates);
  }

  /** Opens an incident: from now on somebody is responsible, and its clocks run. */
  public Incident open(Opening wish, Order order) {
    return open(wish, order, (_, _, _) -> {});
  }

  /** What is written together with a new incident, or not at all. */
  @FunctionalInterface
  public interface Beside {
    /** Writes it. */
    void write(Handle handle, Instant now, IncidentId incident);
  }

  /** The same, with something beside it in the same transaction. */
  public Incident open(Opening wish, Order order, Beside beside) {
    IncidentId id = new IncidentId(store.nextNumber(), wish.drill());
    return acts.perform(
        act(id, "incident-open", Map.of("owner", wish.owner())),
        order,
        (handle, now) -> {
          Incident made = IncidentStore.add(handle, id, wish, order.actor(), now);
          beside.write(handle, now, id);
          return made;
        });
  }

  /** The incident of that name. */
  public Optional<Incident> find(IncidentId id) {
    return store.find(id);
  }

  /** Those that the filter lets through, the newest first. */
  public List<Incident> list(IncidentFilter filter) {
    return store.list(filter);
  }

  /** Everything that was done for it, the first first. */
  public List<TimelineLine> timeline(IncidentId id) {
    return acts.timeline(id);
  }

  /** When it came to each state since it was opened last. */
  public Map<IncidentState, Instant> reached(IncidentId id) {
    return store.reached(id);
  }

  /** When it came to each state for the first time, however often it was opened since. */
  public Map<IncidentState, Instant> reachedFirst(IncidentId id) {
    return store.reachedFirst(id);
  }

  /** The first {@code most} that were detected from then to before then, drills among them. */
  public List<Incident> detected(Instant from, Instant to, int most) {
    return store.detected(from, to, most);
  }

  /** What keeps it from its next state; empty when nothing does or it is closed. */
  public List<Missing> missing(IncidentId id) {
    return store
        .find(id)
        .flatMap(incident -> incident.state().next())
        .map(next -> missing(id, next))
        .orElse(List.of());
  }

  private List<Missing> missing(IncidentId id, IncidentState next) {
    return gates.stream().flatMap(gate -> gate.missing(id, next).stream()).toList();
  }

  /**
   * Takes it to its next state.
   *
   * @param wanted which must be the next one: nothing is left out
   * @throws ActRefused with {@code not-the-next-state}, or {@code not-ready} naming all that is
   *     still to be done
   */
  public Incident advance(IncidentId id, IncidentState wanted, Order order) {
    return acts.perform(
        act(id, "incident-" + wanted.wireName(), Map.of()),
        order,
        (handle, now) -> {
          Incident incident = IncidentStore.locked(handle, id);
          if (incident.state().next().filter(wanted::equals).isEmpty()) {
            throw notNext(incident, wanted);
          }
          List<Missing> missing = missing(id, wanted);
          if (!missing.isEmpty()) {
            throw notReady(id, wanted, missing);
          }
          return IncidentStore.state(handle, id, wanted, now);
        });
  }

  private static ActRefused notNext(Incident incident, IncidentState wanted) {
    return new ActRefused(
        "not-the-next-state",
        "%s is %s, after which comes %s and not %s"
            .formatted(
                incident.id(),
                incident.state().wireName(),
                incident.state().next().map(IncidentState::wireName).orElse("nothing"),
                wanted.wireName()));
  }

  private static ActRefused notReady(IncidentId id, IncidentState wanted, List<Missing> missing) {
    return new ActRefused(
        "not-ready",
        "%s cannot be %s yet: %s"
            .formatted(
                id,
                wanted.wireName(),
                missing.stream()
                    .map(each -> each.text() + " (" + each.code() + ")")
                    .collect(Collectors.joining("; "))));
  }

  /**
   * Opens a closed incident again, keeping all its history. Its clocks go on from the awareness
   * that it has.
   *
   * @throws ActRefused with {@code not-closed}
   */
  public Incident reopen(IncidentId id, Reason why, Order order) {
    return acts.perform(
        act(id, "incident-reopen", Map.of("reason", why.text())),
        order,
        (handle, now) -> {
          if (IncidentStore.locked(handle, id).state() != IncidentState.CLOSED) {
            throw new ActRefused("not-closed", id + " is not closed: go on where it stands");
          }
          return IncidentStore.state(handle, id, IncidentState.OPEN, now);
        });
  }

  /** Corrects the three times; what they were stays in the timeline. */
  public Incident correctTimes(IncidentId id, IncidentTimes times, Reason why, Order order) {
    Map<String, String> details = new HashMap<>();
    details.put("reason", why.text());
    times.occurredFrom().ifPresent(at -> details.put("occurred-from", at.toString()));
    times.occurredTo().ifPresent(at -> details.put("occurred-to", at.toString()));
    details.put("detected", times.detected().toString());
    details.put("aware", times.aware().toString());
    return acts.perform(
        act(id, "incident-times", details),
        order,
        (handle, now) -> {
          if (times.aware().isAfter(now)) {
            throw new ActRefused("in-the-future", "nobody is aware of anything in the future");
          }
          IncidentState state = IncidentStore.locked(handle, id).state();
          if (state == IncidentState.CLOSED) {
            throw closed(id);
          }
          return IncidentStore.times(handle, id, times);
        });
  }

  /** Makes somebody else responsible. */
  public Incident assign(IncidentId id, String owner, Order order) {
    if (owner.isBlank()) {
      throw new IllegalArgumentException("an incident has an owner: name who is responsible");
    }
    return acts.perform(
        act(id, "incident-assign", Map.of("owner", owner)),
        order,
        (handle, _) -> {
          open(IncidentStore.locked(handle, id));
          return IncidentStore.owner(handle, id, owner);
        });
  }

  /** Refuses what is done to a closed incident. */
  static Incident open(Incident incident) {
    if (incident.state() == IncidentState.CLOSED) {
      throw closed(incident.id());
    }
    return incident;
  }

  private static ActRefused closed(IncidentId id) {
    return new ActRefused("closed", id + " is closed: reopen it first");
  }

  static Acts.Act act(IncidentId id, String act, Map<String, String> details) {
    return new Acts.Act(id, act, details);
  }
}

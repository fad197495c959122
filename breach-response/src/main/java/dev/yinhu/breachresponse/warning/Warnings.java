package dev.yinhu.breachresponse.warning;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.IncidentTimes;
import dev.yinhu.breachresponse.incident.Incidents;
import dev.yinhu.breachresponse.incident.Opening;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Warnings and what people decide about them. Each decision stands in the access log before and
 * after. Durable; blocks; safe for use by many threads and nodes.
 */
public final class Warnings {
  /** The longest that a warning can be put off. */
  public static final Duration LONGEST_SNOOZE = Duration.ofDays(7);

  /** The most that are listed at once. */
  public static final int MOST = 1_000;

  private final Jdbi jdbi;
  private final WarningStore store;
  private final Acts acts;
  private final Incidents incidents;
  private final InstantSource clock;

  /** The schema {@code breach} is migrated. */
  public Warnings(Jdbi jdbi, Acts acts, Incidents incidents, InstantSource clock) {
    this.jdbi = jdbi;
    this.store = new WarningStore(jdbi);
    this.acts = acts;
    this.incidents = incidents;
    this.clock = clock;
  }

  /**
   * Somebody raises one by hand, or a machine does; told twice under one reference it is one
   * warning.
   */
  public Warning raise(Raised raised, Order order) {
    String reference = raised.reference().orElseGet(() -> UUID.randomUUID().toString());
    Map<String, String> details =
        Map.of("source", raised.source().wireName(), "severity", raised.severity().word());
    return acts.perform(
            "warning-raise",
            marked(details, raised.drill()),
            order,
            (handle, now) -> WarningStore.add(handle, raised, reference, now))
        .or(() -> store.find(raised.source().wireName(), reference))
        .orElseThrow();
  }

  /**
   * A machine raises one, unless one about the same waits for somebody, or was settled after what
   * it has seen: then nothing is done, and nothing stands in the log.
   *
   * @param raised with a reference that begins with what it is about
   * @param about such as {@code scan/shop/}
   * @param seen when what it has seen was complete
   * @return the new one
   */
  public Optional<Warning> raiseOnce(Raised raised, String about, Instant seen, Order order) {
    String reference = raised.reference().filter(text -> text.startsWith(about)).orElseThrow();
    if (covers(store.last(raised.source(), about), seen)) {
      return Optional.empty();
    }
    Map<String, String> details =
        Map.of("source", raised.source().wireName(), "severity", raised.severity().word());
    return acts.perform(
        "warning-raise",
        marked(details, raised.drill()),
        order,
        (handle, now) ->
            covers(WarningStore.lastLocked(handle, raised.source(), about), seen)
                ? Optional.empty()
                : WarningStore.add(handle, raised, reference, now));
  }

  private static boolean covers(Optional<Warning> last, Instant seen) {
    return last.isPresent()
        && last.get().settled().map(settled -> !settled.at().isBefore(seen)).orElse(true);
  }

  /**
   * Since when nobody has looked at what this is about: the time at which the last warning about it
   * was settled.
   *
   * @return {@link Instant#MIN} when there was none; empty when one waits for somebody
   */
  public Optional<Instant> settledSince(WarningSource source, String about) {
    return store
        .last(source, about)
        .map(last -> last.settled().map(Warning.Settled::at))
        .orElseGet(() -> Optional.of(Instant.MIN));
  }

  /**
   * Takes signals over, which stand in the access log already; those that are there are left alone.
   *
   * @param closed those that somebody closed as signals, where nobody has settled them here
   * @param change the highest {@link dev.yinhu.accessaudit.signal.SignalWarning#change} among them
   * @return how many are new
   */
  int takeOver(List<TakenOver> signals, List<Closed> closed, long change) {
    Instant now = clock.instant();
    return jdbi.inTransaction(handle -> {
      int made = 0;
      for (TakenOver each : signals) {
        made +=
            WarningStore.add(handle, each.raised(), each.reference(), each.at()).isPresent()
                ? 1
                : 0;
      }
      closed.forEach(each -> WarningStore.closed(handle, each, now));
      WarningStore.mark(handle, change);
      return made;
    });
  }

  /** A signal as a warning, with the time at which it was raised there. */
  record TakenOver(Raised raised, String reference, Instant at) {}

  /** A signal that somebody closed. */
  record Closed(String reference, String reason, String by) {}

  /** The warning of a signal that was taken over. */
  Warning ofSignal(String id) {
    return store
        .find(WarningSource.SIGNAL.wireName(), id)
        .or(() -> store.find(WarningSource.CANARY.wireName(), id))
        .orElseThrow(() -> new ActRefused("no-such-warning", "there is no warning " + id));
  }

  /** Up to which change signals were taken over. */
  long takenOver() {
    return store.mark();
  }

  /** The warning of that number. */
  public Optional<Warning> find(long id) {
    return store.find(id);
  }

  /**
   * The newest first.
   *
   * @param open only those that somebody has to look at
   * @param most 1 to {@value #MOST}
   */
  public List<Warning> list(boolean open, int most) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " warnings are listed at once");
    }
    return store.list(open, clock.instant(), most);
  }

  /** Those that an incident goes on with, the first first. */
  public List<Warning> of(IncidentId incident) {
    return store.of(incident);
  }

  /**
   * Puts it off until a time at most {@link #LONGEST_SNOOZE} ahead.
   *
   * @throws ActRefused with {@code no-such-warning} or {@code settled}
   */
  public Warning snooze(long id, Instant until, Reason why, Order order) {
    Instant now = clock.instant();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
      throw new IllegalArgumentException("a warning is put off until a time at most 7 days ahead");
    }
    return acts.perform(
        "warning-snooze",
        Map.of("warning", Long.toString(id), "until", until.toString(), "reason", why.text()),
        order,
        (handle, _) -> {
          WarningStore.locked(handle, id);
          return WarningStore.snooze(handle, id, until);
        });
  }

  /**
   * Says what it was.
   *
   * @param result anything but {@link Triage#PROMOTED}
   * @throws ActRefused with {@code no-such-warning} or {@code settled}
   */
  public Warning settle(long id, Triage result, Reason why, Order order) {
    if (result == Triage.PROMOTED) {
      throw new IllegalArgumentException("promote the warning to make an incident of it");
    }
    return acts.perform(
        "warning-settle",
        Map.of("warning", Long.toString(id), "result", result.wireName(), "reason", why.text()),
        order,
        (handle, now) -> {
          WarningStore.locked(handle, id);
          return WarningStore.settle(
              handle,
              id,
              new Warning.Settled(result, why.text(), order.actor(), now, Optional.empty()));
        });
  }

  /**
   * What promoting asks for.
   *
   * @param owner who is responsible from now on
   * @param aware when the organisation knew; empty for now
   */
  public record Promotion(Reason why, String owner, Optional<Instant> aware) {}

  /**
   * Makes an incident of it: it happened when the warning says, was detected when it was raised,
   * and is known from now on or from the stated time. A warning of a drill becomes a drill.
   *
   * @throws ActRefused with {@code no-such-warning} or {@code settled}: then no incident is left
   */
  public Incident promote(long id, Promotion promotion, Order order) {
    Warning warning =
        store
            .find(id)
            .orElseThrow(() -> new ActRefused("no-such-warning", "there is no warning " + id));
    if (warning.settled().isPresent()) {
      throw new ActRefused("settled", "warning %d was settled before".formatted(id));
    }
    Opening opening =
        new Opening(
            new Reason(warning.title()),
            warning.drill(),
            promotion.owner(),
            Optional.of(times(warning, promotion)));
    return incidents.open(
        opening,
        order,
        (handle, now, incident) -> {
          WarningStore.locked(handle, id);
          WarningStore.settle(
              handle,
              id,
              new Warning.Settled(
                  Triage.PROMOTED,
                  promotion.why().text(),
                  order.actor(),
                  now,
                  Optional.of(incident)));
        });
  }

  private IncidentTimes times(Warning warning, Promotion promotion) {
    Instant now = clock.instant();
    Instant aware = promotion.aware().orElse(now);
    if (aware.isAfter(now)) {
      throw new IllegalArgumentException("nobody is aware of anything in the future");
    }
    Instant detected = warning.raised().isAfter(aware) ? aware : warning.raised();
    Optional<Instant> from = warning.occurredFrom().filter(at -> !at.isAfter(detected));
    return new IncidentTimes(from, warning.occurredTo(), detected, aware);
  }

  private static Map<String, String> marked(Map<String, String> details, boolean drill) {
    if (!drill) {
      return details;
    }
    Map<String, String> marked = new HashMap<>(details);
    marked.put("drill", "true");
    return marked;
  }
}

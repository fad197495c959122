package dev.yinhu.breachresponse.tell;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Leave;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.text.Rendered;
import dev.yinhu.notices.text.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells people of incidents. Asking for a run needs two people; then any node goes through the
 * scope, puts everybody into the outbox whom no run told before, and can go on where another died.
 * A new scope is told by another run, which reaches only those who are new. Durable; blocks; safe
 * for use by many threads and nodes.
 */
public final class Tellings implements Gate {
  /** What two people have to agree to. */
  public static final String LEAVE = "tell-people";

  private static final String TEXT = "incident-people";
  private static final int CHUNK = 500;

  private final Jdbi jdbi;
  private final TellingStore store;
  private final ToldStore told;
  private final PublicNoticeStore published;
  private final Ground ground;
  private final WholeText whole;
  private final Enqueuing enqueuing;
  private final Following following;

  /**
   * What it stands on.
   *
   * @param notices over the same database
   * @param texts those of {@code notices}
   * @param addressing asked before anybody of a scope is told
   * @param leave used for each run
   * @param mustTell whether it is decided that the people of an incident are told
   */
  public record Ground(
      Acts acts,
      Notices notices,
      Texts texts,
      AffectedPeople people,
      Addressing addressing,
      Guardians guardians,
      Leave leave,
      Predicate<IncidentId> mustTell,
      InstantSource clock) {}

  /** The schemas {@code breach} and {@code notices} are migrated. */
  public Tellings(Jdbi jdbi, Ground ground) {
    this.jdbi = jdbi;
    this.ground = ground;
    this.store = new TellingStore(jdbi);
    this.told = new ToldStore(jdbi);
    this.published = new PublicNoticeStore(jdbi);
    this.whole = new WholeText(ground.texts());
    this.enqueuing = new Enqueuing(jdbi, ground.notices(), ground.guardians(), ground.clock());
    this.following = new Following(told, ground.notices());
  }

  /**
   * Asks for a run. Nobody is told before {@link #work} runs here or elsewhere.
   *
   * @throws ActRefused with {@code no-scope}, {@code telling-runs}, {@code text-unknown}, {@code
   *     text-incomplete}, or as {@link Leave} says
   */
  public Telling start(IncidentId incident, TellingWish wish, Order order) {
    Telling.Said said =
        new Telling.Said(
            TEXT,
            ground.texts().newest(TEXT),
            wish.language(),
            wish.text().words(),
            wish.channels(),
            wish.perMinute(),
            wish.within());
    Map<String, String> details = new HashMap<>(said.words());
    details.put("language", said.language().tag());
    return ground
        .acts()
        .perform(
            new Acts.Act(incident, "telling-start", details),
            order,
            (handle, now) -> started(handle, incident, said, order, now));
  }

  private Telling started(
      Handle handle, IncidentId incident, Telling.Said said, Order order, Instant now) {
    if (ground.people().version(incident) < 1) {
      throw new ActRefused("no-scope", "nobody estimated whom it concerns: estimate the scope");
    }
    if (TellingStore.runs(handle, incident)) {
      throw new ActRefused("telling-runs", "a run is underway: wait for its end, or cancel it");
    }
    ground.leave().use(handle, incident, LEAVE, order, now);
    long number = TellingStore.add(handle, incident, order, said, now);
    Telling made = TellingStore.locked(handle, number).orElseThrow().telling();
    for (Role role : Role.values()) {
      whole.require(said, Enqueuing.message(made, role));
    }
    return made;
  }

  /**
   * Goes on with every run that is not at its end, until it is; returns at once when there is none.
   * Several nodes may do it at once.
   */
  public void work() {
    store.running().forEach(this::finish);
  }

  private void finish(Telling telling) {
    Telling current = telling;
    boolean again = true;
    while (again && !Thread.currentThread().isInterrupted()) {
      long version = ground.people().version(current.incident());
      if (!ground.addressing().ready(current.incident(), version)) {
        return;
      }
      current = through(current, version);
      again =
          enqueue(current)
              ? ground.people().version(current.incident()) != version || !done(current)
              : isRunning(current);
    }
  }

  /** The run as it goes through the scope of that version; from the beginning when it is new. */
  private Telling through(Telling telling, long version) {
    return jdbi.inTransaction(handle -> {
      Telling stored = TellingStore.locked(handle, telling.number()).orElseThrow().telling();
      if (stored.scope() < version) {
        TellingStore.anew(handle, telling.number(), version);
      }
      return TellingStore.locked(handle, telling.number()).orElseThrow().telling();
    });
  }

  private boolean isRunning(Telling telling) {
    return store.running().stream().anyMatch(each -> each.number() == telling.number());
  }

  /** Everybody, a chunk at a time; false when the run is not to go on through this scope. */
  private boolean enqueue(Telling telling) {
    try (Stream<Affected> people = ground.people().of(telling.incident())) {
      Iterator<Affected> each = people.iterator();
      boolean on = true;
      String last = "";
      while (on && each.hasNext()) {
        List<Affected> chunk = chunk(each);
        requireAscending(last, chunk);
        last = chunk.getLast().person().toString();
        on = enqueuing.add(telling, chunk);
      }
      return on;
    }
  }

  private static List<Affected> chunk(Iterator<Affected> people) {
    List<Affected> chunk = new ArrayList<>(CHUNK);
    while (chunk.size() < CHUNK && people.hasNext()) {
      chunk.add(people.next());
    }
    return chunk;
  }

  /** A cursor would leave persons out that come in another order. */
  private static void requireAscending(String last, List<Affected> chunk) {
    String before = last;
    for (Affected each : chunk) {
      String person = each.person().toString();
      if (person.compareTo(before) <= 0) {
        throw new BreachException("the persons of a scope do not come in ascending order");
      }
      before = person;
    }
  }

  /** False when the scope changed meanwhile. */
  private boolean done(Telling telling) {
    Acts.Act act =
        new Acts.Act(
            telling.incident(),
            "telling-done",
            Map.of("telling", Long.toString(telling.number()), "scope", "" + telling.scope()));
    if (!isRunning(telling)) {
      return true;
    }
    return ground
        .acts()
        .perform(
            act,
            telling.order(),
            (handle, _) -> {
              Telling stored =
                  TellingStore.locked(handle, telling.number()).orElseThrow().telling();
              boolean same = stored.scope() == telling.scope();
              if (same && stored.state() == TellingState.RUNNING) {
                TellingStore.state(handle, telling.number(), TellingState.DONE);
              }
              return same;
            });
  }

  /**
   * Stops a run. What left before has left; who was not told yet is told by the next run.
   *
   * @throws ActRefused with {@code no-such-telling}
   */
  public void cancel(IncidentId incident, long number, Reason why, Order order) {
    Telling stopped =
        ground
            .acts()
            .perform(
                new Acts.Act(
                    incident,
                    "telling-cancel",
                    Map.of("telling", Long.toString(number), "reason", why.text())),
                order,
                (handle, _) -> {
                  Telling found = named(handle, incident, number);
                  TellingStore.state(handle, number, TellingState.CANCELLED);
                  return found;
                });
    ground.notices().cancel(Enqueuing.owner(stopped));
    follow(incident);
  }

  private static Telling named(Handle handle, IncidentId incident, long number) {
    return TellingStore.locked(handle, number)
        .map(TellingStore.Locked::telling)
        .filter(each -> each.incident().equals(incident))
        .orElseThrow(() ->
            new ActRefused("no-such-telling", "%s has no run %d".formatted(incident, number)));
  }

  /**
   * Looks what became of those of whom it is not known. To be called every some seconds while a
   * run's notices are sent.
   */
  public void follow(IncidentId incident) {
    store.of(incident).stream()
        .filter(each -> each.state() == TellingState.CANCELLED)
        .forEach(each -> ground.notices().cancel(Enqueuing.owner(each)));
    following.follow(incident, false);
  }

  /**
   * The same for every incident of which something is not known. To be called every some seconds.
   */
  public void followWaiting() {
    told.waiting().forEach(this::follow);
  }

  /** The same of all, because gateways correct themselves late. To be called daily. */
  public void followAll(IncidentId incident) {
    following.follow(incident, true);
  }

  /** Incidents that people were told of by runs since then. */
  public List<IncidentId> since(Instant from) {
    return store.since(from);
  }

  /**
   * How it would read, by each channel of the wish.
   *
   * @throws ActRefused with {@code text-unknown} or {@code text-incomplete}
   */
  public Map<ChannelKind, Rendered> preview(IncidentId incident, TellingWish wish, Role role) {
    Message message =
        new Message(
            TEXT,
            ground.texts().newest(TEXT),
            wish.language(),
            TellingText.parameters(incident, role, wish.text().words()));
    return whole.read(wish.channels(), message);
  }

  /** Every run of an incident, the first first. */
  public List<Telling> of(IncidentId incident) {
    return store.of(incident);
  }

  /** What became of all notices to people in that role, as far as {@link #follow} saw. */
  public TellingTotals totals(IncidentId incident, Role role) {
    return told.totals(incident, role);
  }

  /**
   * Records what was published for those who could not be told.
   *
   * @param place where, such as the name of a page or newspaper
   * @param text what
   */
  public PublicNotice publish(IncidentId incident, Reason place, Remark text, Order order) {
    follow(incident);
    long missed = missed(incident);
    return ground
        .acts()
        .perform(
            new Acts.Act(
                incident,
                "public-notice",
                Map.of("place", place.text(), "persons", Long.toString(missed))),
            order,
            (handle, now) ->
                PublicNoticeStore.add(
                    handle, incident, now, order.actor(), place.text(), text.text(), missed));
  }

  /** All of an incident, the first first. */
  public List<PublicNotice> published(IncidentId incident) {
    return published.of(incident);
  }

  private long missed(IncidentId incident) {
    List<Telling> runs = store.of(incident);
    long guardiansUnknown = runs.isEmpty() ? 0 : runs.getLast().guardiansUnknown();
    return totals(incident, Role.PERSON).missed()
        + totals(incident, Role.GUARDIAN).missed()
        + guardiansUnknown;
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    if (next != IncidentState.NOTIFIED) {
      return List.of();
    }
    List<Missing> found = new ArrayList<>();
    List<Telling> runs = store.of(incident);
    if (runs.stream().anyMatch(each -> each.state() == TellingState.RUNNING)) {
      found.add(new Missing("telling-runs", "wait until the run of notices to people is done"));
    } else if (ground.mustTell().test(incident) && !isComplete(incident, runs)) {
      found.add(
          new Missing("people-not-told", "it is decided to tell the people: start a run for them"));
    }
    found.addAll(notReached(incident));
    return found;
  }

  private boolean isComplete(IncidentId incident, List<Telling> runs) {
    long scope = Math.max(1, ground.people().version(incident));
    return runs.stream()
            .anyMatch(each -> each.state() == TellingState.DONE && each.scope() >= scope)
        && Stream.of(Role.values()).allMatch(role -> totals(incident, role).cancelled() == 0);
  }

  private List<Missing> notReached(IncidentId incident) {
    List<Missing> found = new ArrayList<>();
    if (Stream.of(Role.values()).anyMatch(role -> totals(incident, role).waiting() > 0)) {
      found.add(
          new Missing("notices-waiting", "wait until it is known what became of all notices"));
    }
    long missed = missed(incident);
    long covered = published.of(incident).stream().mapToLong(PublicNotice::persons).max().orElse(0);
    if (missed > covered) {
      found.add(
          new Missing(
              "public-notice-missing",
              "publish a notice for the %d who could not be told, and record it"
                  .formatted(missed)));
    }
    return found;
  }
}

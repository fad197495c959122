package dev.yinhu.breachresponse.drill;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.breachresponse.drill.DrillStore.Held;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.warning.Raised;
import dev.yinhu.breachresponse.warning.Warning;
import dev.yinhu.breachresponse.warning.WarningSource;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Plays a drill on: accesses and injects that are due, and the autopilot. For one thread. */
final class Player {
  private static final Order DRILL = new Order("drill-timetable", "drill");
  private static final Reason SEEN = new Reason("it belongs to the drill");
  private static final Duration AT_ONCE = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofHours(1);

  private final DrillGround ground;
  private final DrillStore store;
  private final Scenario scenario;
  private final Held held;

  Player(DrillGround ground, DrillStore store, Scenario scenario, Held held) {
    this.ground = ground;
    this.store = store;
    this.scenario = scenario;
    this.held = held;
  }

  /** One round; gives whether the drill is at its end. */
  boolean play() {
    Instant now = ground.clock().instant();
    Drill drill = held.drill();
    Duration since = elapsed(now);
    store.elapsed(drill.number(), since, now);
    leak(since, now);
    Optional<Incident> incident = incident();
    inject(since, now, incident);
    if (drill.pilot()) {
      pilot(since, incident);
    }
    observe(since);
    return since.compareTo(scenario.length()) >= 0
        || incident().filter(each -> each.state().next().isEmpty()).isPresent();
  }

  /** Under the autopilot the clock waits for work that takes long. */
  private Duration elapsed(Instant now) {
    Duration passed = Duration.between(held.seen(), now).multipliedBy(held.drill().speed());
    boolean waits = held.drill().pilot() && passed.compareTo(AT_ONCE) > 0;
    return held.drill().elapsed().plus(waits ? AT_ONCE : passed);
  }

  /** Writes down which goals were reached since the last round. */
  private void observe(Duration since) {
    Map<Goal, Duration> reached = new EnumMap<>(Goal.class);
    reached.putAll(held.drill().reached());
    incident()
        .ifPresent(incident -> {
          Map<IncidentState, Instant> states = ground.incidents().reached(incident.id());
          reached.putIfAbsent(Goal.DETECT, since);
          put(reached, Goal.CONTAIN, states.containsKey(IncidentState.CONTAINED), since);
          put(reached, Goal.SCOPE, isFound(incident), since);
          put(reached, Goal.DECIDE, states.containsKey(IncidentState.ASSESSED), since);
          put(reached, Goal.NOTIFY, states.containsKey(IncidentState.NOTIFIED), since);
        });
    if (reached.size() > held.drill().reached().size()) {
      store.reached(held.drill().number(), reached);
    }
  }

  private static void put(
      Map<Goal, Duration> reached, Goal goal, boolean isReached, Duration since) {
    if (isReached) {
      reached.putIfAbsent(goal, since);
    }
  }

  private boolean isFound(Incident incident) {
    return ground.scopes().all(incident.id()).stream()
        .anyMatch(each -> each.figures().persons() == scenario.leak().persons());
  }

  /** What the leak is made of. */
  static Traffic traffic(Held held, Scenario scenario) {
    return new Traffic(
        held.drill().number(),
        scenario.leak(),
        held.declared().fields(),
        new Purpose(held.declared().purpose()),
        held.declared().register());
  }

  private void leak(Duration since, Instant now) {
    Traffic traffic = traffic(held, scenario);
    int there = held.takenOver() ? there() : held.drill().entries();
    int due = traffic.due(since);
    if (there >= due && !held.takenOver()) {
      return;
    }
    List<CompletableFuture<Long>> appended = new ArrayList<>();
    for (int number = there; number < due; number++) {
      appended.add(ground.log().append(traffic.entry(number, now)));
    }
    appended.forEach(CompletableFuture::join);
    store.entries(held.drill().number(), Math.max(there, due));
  }

  /** How many are in the log: whoever played before may have died between log and table. */
  private int there() {
    String mine = Traffic.request(held.drill().number());
    int[] count = new int[1];
    ground.log().forEach(held.logFrom(), entry -> count[0] += isOf(entry.leaf(), mine) ? 1 : 0);
    return count[0];
  }

  private static boolean isOf(byte[] leaf, String request) {
    try {
      return EntryReader.read(leaf).requestId().startsWith(request);
    } catch (AuditException e) {
      return false;
    }
  }

  private void inject(Duration since, Instant now, Optional<Incident> incident) {
    int next = held.drill().injects();
    while (next < scenario.injects().size()
        && scenario.injects().get(next).at().compareTo(since) <= 0) {
      Inject inject = scenario.injects().get(next);
      // A warning told twice is one, and without it nobody knows; anything else may rather be lost
      // than stand there twice.
      if (inject.kind() == Inject.Kind.HOTLINE) {
        hotline(inject, next);
      }
      next++;
      store.injects(held.drill().number(), next);
      inject(inject, now, incident);
    }
  }

  /** What tells an incident is told when there is one; else those who practise look it up. */
  private void inject(Inject inject, Instant now, Optional<Incident> incident) {
    Optional<IncidentId> open =
        incident.filter(each -> each.state().next().isPresent()).map(Incident::id);
    switch (inject.kind()) {
      case HOTLINE -> {}
      case QUESTION ->
          open.ifPresent(id -> {
            var _ =
                ground
                    .work()
                    .add(id, new Reason(inject.text().zh()), "dpo", now.plus(ANSWER), DRILL);
          });
      case MESSAGE, ESTIMATE, OUTAGE ->
          open.ifPresent(id -> {
            var _ = ground.work().note(id, new Remark(inject.text().zh()), DRILL);
          });
    }
  }

  private void hotline(Inject inject, int number) {
    var _ =
        ground
            .warnings()
            .raise(
                new Raised(
                    WarningSource.HOTLINE,
                    Optional.of(reference() + number),
                    true,
                    new Reason(inject.text().zh()),
                    Severity.HIGH,
                    Optional.empty(),
                    Optional.empty()),
                DRILL);
  }

  private String reference() {
    return Traffic.request(held.drill().number()) + "inject/";
  }

  private void pilot(Duration since, Optional<Incident> incident) {
    try {
      incident.ifPresentOrElse(
          known -> new Pilot(ground, scenario, held.drill(), since).step(known), this::promote);
      clear();
    } catch (ActRefused e) {
      store.trouble(held.drill().number(), e.code());
    }
  }

  private void clear() {
    if (!held.drill().trouble().isEmpty()) {
      store.trouble(held.drill().number(), "");
    }
  }

  private void promote() {
    warning()
        .filter(each -> each.settled().isEmpty())
        .ifPresent(each -> {
          var _ =
              ground
                  .warnings()
                  .promote(
                      each.id(),
                      new Warnings.Promotion(SEEN, "dpo", Optional.empty()),
                      new Order("drill-pilot", "drill"));
        });
  }

  /** The first warning of this drill. */
  private Optional<Warning> warning() {
    return warnings().stream().findFirst();
  }

  private List<Warning> warnings() {
    String callers = Traffic.caller(held.drill().number(), "");
    return ground.warnings().list(false, Warnings.MOST).reversed().stream()
        .filter(Warning::drill)
        .filter(each -> each.reference().startsWith(reference()) || each.title().contains(callers))
        .toList();
  }

  /** What was made of one of its warnings. */
  private Optional<Incident> incident() {
    Optional<IncidentId> known = held.drill().incident();
    if (known.isEmpty()) {
      known =
          warnings().stream()
              .flatMap(each -> each.settled().stream())
              .flatMap(settled -> settled.incident().stream())
              .findFirst();
      known.ifPresent(id -> store.incident(held.drill().number(), id));
    }
    return known.flatMap(id -> ground.incidents().find(id));
  }
}

package dev.yinhu.breachresponse.drill;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.containment.Containment;
import dev.yinhu.breachresponse.drill.DrillGround.InForce;
import dev.yinhu.breachresponse.drill.DrillStore.Held;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.jurisdiction.Stage;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.tell.TellingState;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drills: begun, played on by whichever node, scored. Their accesses stand in the access log under
 * callers who do not exist ({@link dev.yinhu.accessaudit.DrillMark}); what is done for them is done
 * to an incident of kind DRILL, which reaches nobody. Durable; blocks; safe for use by many threads
 * and nodes.
 */
public final class Drills {
  /** The most that are listed. */
  public static final int MOST = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Drills.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int EARLIER = 10;
  private static final int FIELDS = 8;

  private final DrillStore store;
  private final Scenarios scenarios;
  private final DrillGround ground;
  private final UUID holder;

  /**
   * The schema {@code breach} is migrated.
   *
   * @param holder another one for each that plays
   */
  public Drills(Jdbi jdbi, Scenarios scenarios, DrillGround ground, UUID holder) {
    this.store = new DrillStore(jdbi);
    this.scenarios = scenarios;
    this.ground = ground;
    this.holder = holder;
  }

  /** What can be practised. */
  public Scenarios scenarios() {
    return scenarios;
  }

  /**
   * Begins a drill.
   *
   * @param speed 1 to {@link Drill#FASTEST}
   * @param pilot whether the autopilot does what people would
   * @throws ActRefused {@code no-such-scenario}, {@code no-register}: it takes one with personal
   *     fields and a purpose
   */
  public Drill begin(String scenario, int speed, boolean pilot, Order order) {
    Scenario wanted = scenario(scenario);
    if (speed < 1 || speed > Drill.FASTEST) {
      throw new IllegalArgumentException("a drill is 1 to 3,600 times as fast as the clock");
    }
    InForce inForce =
        ground
            .register()
            .get()
            .orElseThrow(() -> new ActRefused("no-register", "apply a register first"));
    List<String> fields = fields(inForce.register());
    String purpose =
        inForce.register().purposes().stream()
            .map(each -> each.key().key())
            .findFirst()
            .orElseThrow(
                () -> new ActRefused("no-register", "the register in force has no purpose"));
    DrillStore.Begun begun =
        new DrillStore.Begun(
            wanted,
            speed,
            pilot,
            ground.log().head().size(),
            inForce.version(),
            new Purpose(purpose).key(),
            fields);
    return ground
        .acts()
        .perform(
            "drill-begin",
            Map.of("scenario", scenario, "speed", Integer.toString(speed), "drill", "true"),
            order,
            (handle, now) -> DrillStore.add(handle, begun, order, now));
  }

  private Scenario scenario(String key) {
    return scenarios
        .find(key)
        .orElseThrow(() ->
            new ActRefused(
                "no-such-scenario",
                "there is no scenario %s; there are %s"
                    .formatted(key, scenarios.all().stream().map(Scenario::key).toList())));
  }

  private static List<String> fields(Register register) {
    List<String> fields =
        register.fields().stream().map(each -> each.ref().text()).sorted().limit(FIELDS).toList();
    if (fields.isEmpty()) {
      throw new ActRefused("no-register", "the register in force declares no field");
    }
    return fields;
  }

  /** Plays on what nobody else plays, one round. To be called every second or more often. */
  public void work() {
    for (Held held : store.hold(holder, ground.clock().instant(), LEASE)) {
      try {
        play(held);
      } catch (ActRefused e) {
        store.trouble(held.drill().number(), e.code());
      }
    }
  }

  private void play(Held held) {
    Optional<Scenario> scenario = scenarios.find(held.drill().scenario());
    if (scenario.isEmpty()) {
      LOG.warn("Drill {} waits for its scenario, which is not here", held.drill().number());
      return;
    }
    if (new Player(ground, store, scenario.get(), held).play()) {
      end(held.drill().number(), Drill.State.DONE, held.order());
    }
  }

  /**
   * Stops it; what was seen is scored.
   *
   * @throws ActRefused {@code no-such-drill}, {@code drill-over}
   */
  public Drill stop(long number, Order order) {
    if (find(number).state() != Drill.State.RUNNING) {
      throw new ActRefused("drill-over", "drill %d is over".formatted(number));
    }
    end(number, Drill.State.STOPPED, order);
    return find(number);
  }

  /** Nothing of it holds on: measures are lifted, runs of notices stopped. */
  private void end(long number, Drill.State state, Order order) {
    Drill drill = find(number);
    drill.incident().ifPresent(id -> tidy(id, order));
    ScoreCard score = score(drill, scenario(drill.scenario()));
    boolean _ =
        ground
            .acts()
            .perform(
                "drill-end",
                Map.of(
                    "number",
                    Long.toString(number),
                    "points",
                    Integer.toString(score.points()),
                    "drill",
                    "true"),
                order,
                (handle, now) -> DrillStore.end(handle, number, state, score, now));
  }

  private void tidy(IncidentId id, Order order) {
    Instant now = ground.clock().instant();
    for (Containment each : ground.containments().of(id)) {
      if (each.isActive(now)) {
        var _ = ground.containments().lift(each.number(), order);
      }
    }
    ground.tellings().of(id).stream()
        .filter(each -> each.state() == TellingState.RUNNING)
        .forEach(each ->
            ground.tellings().cancel(id, each.number(), new Reason("the drill is over"), order));
  }

  private ScoreCard score(Drill drill, Scenario scenario) {
    Optional<Incident> incident = drill.incident().flatMap(id -> ground.incidents().find(id));
    Traffic truth =
        new Traffic(drill.number(), scenario.leak(), fieldsOf(drill), new Purpose("drill"), 0);
    List<ScopeEstimate> estimates =
        incident.map(each -> ground.scopes().all(each.id())).orElse(List.of());
    Optional<ScopeEstimate> last =
        estimates.isEmpty() ? Optional.empty() : Optional.of(estimates.getLast());
    Map<Goal, Duration> reached = new EnumMap<>(Goal.class);
    drill.reached().forEach((goal, at) -> reached.put(goal, sinceLeak(at, scenario)));
    return Scoring.of(
        scenario,
        new Scoring.Seen(
            reached,
            last.map(each -> each.figures().persons()),
            last.map(each -> each.figures().records()),
            incident.filter(each -> isDecided(each.id())).isPresent(),
            incident.filter(each -> each.state() == IncidentState.CLOSED).isPresent()),
        scenario.leak().persons(),
        truth.values());
  }

  private List<String> fieldsOf(Drill drill) {
    return store.fields(drill.number());
  }

  private boolean isDecided(IncidentId id) {
    return !ground.duties().assessments(id).isEmpty()
        && ground.duties().clocks(id).stream()
            .filter(each -> each.clock().stage() == Stage.FIRST)
            .noneMatch(each -> each.open());
  }

  private static Duration sinceLeak(Duration at, Scenario scenario) {
    Duration since = at.minus(scenario.leak().from());
    return since.isNegative() ? Duration.ZERO : since;
  }

  /**
   * The drill of that number.
   *
   * @throws ActRefused {@code no-such-drill}
   */
  public Drill find(long number) {
    return store
        .find(number)
        .orElseThrow(() -> new ActRefused("no-such-drill", "there is no drill " + number));
  }

  /** The newest first. */
  public List<Drill> list() {
    return store.list(MOST);
  }

  /** What it was worth; empty while it runs. */
  public Optional<ScoreCard> score(long number) {
    return store.score(number);
  }

  /** An earlier drill and its score. */
  public record Earlier(Drill drill, ScoreCard score) {}

  /** Up to ten earlier drills of the same scenario, the newest first. */
  public List<Earlier> earlier(long number) {
    return store.before(find(number), EARLIER).stream()
        .flatMap(each -> store.score(each.number()).map(score -> new Earlier(each, score)).stream())
        .toList();
  }

  /** The scenario's events up to now, for those who practise. */
  public List<Inject> happened(long number) {
    Drill drill = find(number);
    return scenario(drill.scenario()).injects().stream().limit(drill.injects()).toList();
  }
}

package dev.yinhu.breachresponse.incident;

import static dev.yinhu.breachresponse.incident.IncidentRoom.DPO;
import static dev.yinhu.breachresponse.incident.IncidentRoom.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is asked for in whatever order: an incident is where a model of a few lines says, each
 * command is refused when and only when the model refuses it, and a closed incident had all that
 * its guards want in the moment when it was closed.
 */
class IncidentPropertyTest {
  private static final List<IncidentState> STATES = List.of(IncidentState.values());
  private static final Reason WHY = new Reason("a reason");
  private static @Nullable IncidentRoom room;

  enum Kind {
    ADVANCE,
    ADVANCE_TO_ANY,
    REOPEN,
    TASK,
    FINISH,
    WRITE,
    APPROVE,
    ACTION,
    SHUT,
    OPEN_GATE,
    NOTE,
    ASSIGN
  }

  /**
   * @param which a state, or a task
   * @param lead who gives the command
   */
  record Command(Kind kind, int which, boolean lead) {
    Order order() {
      return lead ? LEAD : DPO;
    }
  }

  /** What ought to be. */
  private static final class Model {
    private IncidentState state = IncidentState.OPEN;
    private int reopened;
    private boolean shut;
    private int actions;
    private final List<Long> openTasks = new ArrayList<>();
    private Optional<Order> written = Optional.empty();
    private boolean approved;

    private boolean mayAdvance(IncidentState to) {
      boolean ready =
          to != IncidentState.CLOSED || (openTasks.isEmpty() && approved && actions > 0);
      return state.next().filter(to::equals).isPresent() && !shut && ready;
    }

    private boolean isOpen() {
      return state != IncidentState.CLOSED;
    }
  }

  @BeforeContainer
  static void open() {
    room = new IncidentRoom();
  }

  @AfterContainer
  static void close() {
    if (room != null) {
      room.close();
    }
  }

  @Provide
  Arbitrary<List<Command>> commands() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(10, Arbitraries.just(Kind.ADVANCE)),
            Tuple.of(6, Arbitraries.of(Kind.class)),
            Tuple.of(6, Arbitraries.of(Kind.WRITE, Kind.APPROVE, Kind.ACTION)),
            Tuple.of(5, Arbitraries.of(Kind.FINISH, Kind.OPEN_GATE)),
            Tuple.of(1, Arbitraries.just(Kind.REOPEN)));
    return Combinators.combine(
            kinds, Arbitraries.integers().between(0, 5), Arbitraries.of(true, false))
        .as(Command::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(80)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Property(tries = 60)
  void anIncidentIsOnlyEverWhereItsGuardsLetItCome(@ForAll("commands") List<Command> commands) {
    IncidentRoom here = Objects.requireNonNull(room);
    here.shut.clear();
    IncidentId id = here.incidents.open(IncidentRoom.opening(false), DPO).id();
    Model model = new Model();
    boolean closed = false;
    for (Command each : commands) {
      boolean expected = isAllowed(model, each);
      boolean done = isDone(here, id, model, each);
      assertThat(done).as("%s of %s when %s", each, commands, model.state).isEqualTo(expected);
      if (done) {
        follow(model, each);
      }
      Incident now = here.incidents.find(id).orElseThrow();
      assertThat(now.state()).isEqualTo(model.state);
      assertThat(now.reopened()).isEqualTo(model.reopened);
      closed |= !model.isOpen();
    }
    Statistics.label("came to an end")
        .collect(closed)
        .coverage(share -> share.check(true).percentage(p -> p > 15));
    requireHistory(here, id, model);
  }

  private static boolean isAllowed(Model model, Command command) {
    return switch (command.kind()) {
      case ADVANCE -> model.state.next().filter(model::mayAdvance).isPresent();
      case ADVANCE_TO_ANY -> model.mayAdvance(STATES.get(command.which()));
      case REOPEN -> !model.isOpen();
      case TASK, WRITE, ACTION, NOTE, ASSIGN -> model.isOpen();
      case FINISH -> model.isOpen() && !model.openTasks.isEmpty();
      case APPROVE ->
          model.isOpen() && model.written.filter(by -> !by.equals(command.order())).isPresent();
      case SHUT, OPEN_GATE -> true;
    };
  }

  private static boolean isDone(IncidentRoom here, IncidentId id, Model model, Command command) {
    try {
      perform(here, id, model, command);
      return true;
    } catch (ActRefused refused) {
      assertThat(refused.code()).isNotEmpty();
      return false;
    }
  }

  private static void perform(IncidentRoom here, IncidentId id, Model model, Command command) {
    Order order = command.order();
    switch (command.kind()) {
      case ADVANCE ->
          here.incidents.advance(id, model.state.next().orElse(IncidentState.CLOSED), order);
      case ADVANCE_TO_ANY -> here.incidents.advance(id, STATES.get(command.which()), order);
      case REOPEN -> here.incidents.reopen(id, WHY, order);
      case TASK -> model.openTasks.add(here.work.add(id, WHY, "support", here.now, order).id());
      case FINISH -> here.work.finish(id, task(model, command), WHY, order);
      case WRITE -> here.postMortems.write(id, Cause.INSIDER, new Remark("findings"), order);
      case APPROVE -> here.postMortems.approve(id, order);
      case ACTION -> here.postMortems.add(id, WHY, "it", LocalDate.of(2026, 4, 1), order);
      case SHUT -> here.shut.add(new Gate.Missing("source-not-isolated", "isolate the source"));
      case OPEN_GATE -> here.shut.clear();
      case NOTE -> here.work.note(id, new Remark("a note"), order);
      case ASSIGN -> here.incidents.assign(id, order.actor(), order);
    }
  }

  /** One that there is not when none is open. */
  private static long task(Model model, Command command) {
    return model.openTasks.isEmpty()
        ? 0
        : model.openTasks.get(command.which() % model.openTasks.size());
  }

  private static void follow(Model model, Command command) {
    switch (command.kind()) {
      case ADVANCE, ADVANCE_TO_ANY -> model.state = model.state.next().orElseThrow();
      case REOPEN -> {
        model.state = IncidentState.OPEN;
        model.reopened++;
      }
      case FINISH -> model.openTasks.remove(task(model, command));
      case WRITE -> {
        model.written = Optional.of(command.order());
        model.approved = false;
      }
      case APPROVE -> model.approved = true;
      case ACTION -> model.actions++;
      case SHUT -> model.shut = true;
      case OPEN_GATE -> model.shut = false;
      case TASK, NOTE, ASSIGN -> {
        // The one is noted where it is done, the others change nothing that a guard asks for.
      }
    }
  }

  /** Whatever was refused left no line, and each way to a state is one step long. */
  private static void requireHistory(IncidentRoom here, IncidentId id, Model model) {
    IncidentState at = IncidentState.OPEN;
    int reopened = 0;
    for (var line : here.incidents.timeline(id)) {
      for (IncidentState each : IncidentState.values()) {
        if (line.act().equals("incident-" + each.wireName()) && each != IncidentState.OPEN) {
          assertThat(at.next()).contains(each);
          at = each;
        }
      }
      if (line.act().equals("incident-reopen")) {
        assertThat(at).isEqualTo(IncidentState.CLOSED);
        at = IncidentState.OPEN;
        reopened++;
      }
    }
    assertThat(at).isEqualTo(model.state);
    assertThat(reopened).isEqualTo(model.reopened);
  }
}

package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.connect.StoreAtWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseTurnTest {
  private static final Instant START = Instant.parse("2026-06-01T04:00:00Z");
  private static CaseRoom room;
  private Instant now = START;
  private final List<String> did = new ArrayList<>();

  @BeforeAll
  static void open() {
    room = new CaseRoom();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @BeforeEach
  void begin() {
    now = START;
  }

  private CaseTurn turn(Map<String, StepWork> works) {
    return room.turn(works, CaseTimes.USUAL, () -> now);
  }

  private static Optional<Instant> next(CaseTurn turn, CaseId id) {
    return turn.run(id).map(CaseTurn.Rest::when);
  }

  private StepResult note(Step step) {
    did.add(step.kind() + " " + step.place() + " " + step.attempts());
    return new StepResult.Done(Facts.NONE.with("rows", 1));
  }

  private List<String> events(CaseId id) {
    return room.cases.history(id).stream().map(HistoryLine::event).toList();
  }

  @Test
  void stepsAreRunInTheirOrderAndThoseThatAStepPlansFollow() {
    StepWork plan =
        (_, step) ->
            new StepResult.Done(
                Facts.NONE,
                List.of(
                    new Step.Planned("erase", "shop.orders", Facts.NONE),
                    new Step.Planned("erase", "shop.users", Facts.NONE)));
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("plan"));

    Optional<Instant> next = next(turn(Map.of("plan", plan, "erase", (_, step) -> note(step))), id);

    assertThat(next).isEmpty();
    assertThat(did).containsExactly("erase shop.orders 1", "erase shop.users 1");
    assertThat(room.state(id)).isEqualTo(CaseState.COMPLETED);
    assertThat(events(id)).containsExactly("received", "verified", "work-done");
    assertThat(room.journal.steps(id))
        .allMatch(step -> step.state() == StepState.DONE && step.ended().isPresent());
    assertThat(room.cases.sealedSubject(id)).isEmpty();
  }

  @Test
  void nothingIsDoneBeforeWhoAsksIsProvenAndTheTimeForProofEnds() {
    CaseId id = room.received(CaseType.DELETE, START, new Step.Planned("erase"));
    CaseTurn turn = turn(Map.of("erase", (_, step) -> note(step)));

    assertThat(next(turn, id)).contains(START.plus(Duration.ofDays(7)));
    now = START.plus(Duration.ofDays(7)).minusNanos(1_000);
    assertThat(next(turn, id)).contains(START.plus(Duration.ofDays(7)));
    now = START.plus(Duration.ofDays(7));
    assertThat(next(turn, id)).isEmpty();

    assertThat(did).isEmpty();
    assertThat(room.state(id)).isEqualTo(CaseState.EXPIRED);
  }

  @Test
  void aStepThatFailsIsTriedLaterAndLaterSomebodyIsToldAndItGoesOnByItself() {
    boolean[] isBack = new boolean[1];
    StepWork failing =
        (_, step) -> {
          if (isBack[0]) {
            return note(step);
          }
          throw new IllegalStateException("the store is down");
        };
    CaseId id = room.running(CaseType.COPY, START, new Step.Planned("read"));
    CaseTurn turn = turn(Map.of("read", failing));
    List<Duration> waits = new ArrayList<>();
    Optional<Instant> next = next(turn, id);
    while (now.isBefore(START.plus(Duration.ofMinutes(10)))) {
      assertThat(room.state(id))
          .isEqualTo(
              now.isBefore(START.plus(Duration.ofMinutes(5)))
                  ? CaseState.RUNNING
                  : CaseState.NEEDS_HUMAN);
      waits.add(Duration.between(now, next.orElseThrow()));
      now = next.get();
      next = next(turn, id);
    }

    assertThat(waits.subList(0, 8))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(32),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
    assertThat(room.cases.find(id).orElseThrow().reason()).isEqualTo("held-up");
    assertThat(room.journal.steps(id).getFirst().result().values())
        .containsEntry("failure", "IllegalStateException");
    assertThat(room.cases.forgotten("case", now, 1_000)).contains(id);

    isBack[0] = true;
    now = next.orElseThrow();
    assertThat(next(turn, id)).isEmpty();
    assertThat(room.state(id)).isEqualTo(CaseState.COMPLETED);
    assertThat(events(id))
        .containsExactly("received", "verified", "troubled", "tried-again", "work-done");
  }

  @Test
  void aStoreThatHasTakenARequestIsWaitedForAndNeverTakenForAFailure() {
    StepWork work =
        (_, step) -> {
          if (now.isBefore(START.plus(Duration.ofDays(2)))) {
            throw new StoreAtWork("the store crm has taken the request");
          }
          return note(step);
        };
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("erase"));
    CaseTurn turn = turn(Map.of("erase", work));
    while (now.isBefore(START.plus(Duration.ofDays(2)))) {
      assertThat(next(turn, id)).isPresent();
      assertThat(room.state(id)).isEqualTo(CaseState.RUNNING);
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(room.journal.steps(id).getFirst().result().values())
        .containsEntry("waits-for", "store")
        .doesNotContainKey("failure");

    assertThat(next(turn, id)).isEmpty();
    assertThat(events(id)).containsExactly("received", "verified", "work-done");
  }

  @Test
  void aCaseThatWasDeferredForLongIsNotTakenForHeldUpByItsFirstFailure() {
    StepWork work =
        (_, step) -> {
          if (step.attempts() == 1) {
            return new StepResult.Until(
                new CaseEvent.Deferred("open-order", now.plus(Duration.ofDays(30))), Facts.NONE);
          }
          if (step.attempts() == 2) {
            throw new IllegalStateException("the store hiccups");
          }
          return note(step);
        };
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("begin"));
    CaseTurn turn = turn(Map.of("begin", work));

    now = next(turn, id).orElseThrow();
    now = next(turn, id).orElseThrow();
    assertThat(room.state(id)).isEqualTo(CaseState.RUNNING);
    assertThat(next(turn, id)).isEmpty();
    assertThat(room.state(id)).isEqualTo(CaseState.COMPLETED);
  }

  @Test
  void whatNeedsSomebodyWaitsForThemAndGoesOnWithTheSameStep() {
    StepWork work =
        (_, step) ->
            step.attempts() == 1
                ? new StepResult.Human("no-connector", Facts.NONE.with("store", "crm"))
                : note(step);
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("erase"));
    CaseTurn turn = turn(Map.of("erase", work));

    assertThat(next(turn, id)).isEmpty();
    assertThat(room.state(id)).isEqualTo(CaseState.NEEDS_HUMAN);
    room.cases.apply(id, new CaseEvent.TriedAgain(), "dpo", now);
    assertThat(next(turn, id)).isEmpty();

    assertThat(did).containsExactly("erase  2");
    assertThat(events(id))
        .containsExactly("received", "verified", "troubled", "tried-again", "work-done");
  }

  @Test
  void coolingOffEndsExactlyWhenItsTimeIsOver() {
    Instant until = START.plus(Duration.ofDays(3));
    StepWork cool =
        (subject, step) ->
            step.attempts() == 1
                ? new StepResult.Until(new CaseEvent.CoolingOffBegan(until), Facts.NONE)
                : note(step);
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("cool"));
    CaseTurn turn = turn(Map.of("cool", cool));

    assertThat(next(turn, id)).contains(until);
    now = until.minusNanos(1_000);
    assertThat(next(turn, id)).contains(until);
    assertThat(did).isEmpty();
    now = until;
    assertThat(next(turn, id)).isEmpty();

    assertThat(did).containsExactly("cool  2");
  }

  @Test
  void whatWasTakenBackIsNotDoneAndWhatIsCommittedIsNotTakenBack() {
    CaseId taken = room.running(CaseType.DELETE, START, new Step.Planned("erase"));
    room.cases.apply(taken, new CaseEvent.Cancelled("subject"), "subject", now);
    CaseTurn turn = turn(Map.of("erase", (_, step) -> note(step)));

    assertThat(next(turn, taken)).isEmpty();
    assertThat(did).isEmpty();

    CaseId committed = room.running(CaseType.DELETE, START, new Step.Planned("erase"));
    room.cases.apply(committed, new CaseEvent.PointOfNoReturn(), "yinhu", now);
    assertThatExceptionOfType(ChangeRefused.class)
        .isThrownBy(
            () -> room.cases.apply(committed, new CaseEvent.Cancelled("requester"), "dpo", now))
        .withMessageContainingAll(committed.text(), "point of no return", "cancelled");
    assertThat(events(committed)).containsExactly("received", "verified", "point-of-no-return");
  }

  @Test
  void whoWasOvertakenWritesNothing() {
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("erase"));
    Step slow = room.journal.begin(id, now).orElseThrow();
    Step quick = room.journal.begin(id, now).orElseThrow();
    StepResult.Done done = new StepResult.Done(Facts.NONE, List.of(new Step.Planned("shred")));

    assertThat(room.journal.done(id, slow, done, now).isWritten()).isFalse();
    assertThat(room.journal.note(id, slow, Facts.NONE.with("rows", 9))).isFalse();
    assertThat(room.journal.done(id, quick, done, now).isWritten()).isTrue();
    assertThat(room.journal.done(id, quick, done, now).isWritten()).isFalse();

    assertThat(room.journal.steps(id)).extracting(Step::kind).containsExactly("erase", "shred");
  }

  @Test
  void aStepOfAKindThatNobodyKnowsWaitsForSomebody() {
    CaseId id = room.running(CaseType.DELETE, START, new Step.Planned("of-a-newer-release"));

    assertThat(next(turn(Map.of()), id)).isEmpty();

    assertThat(room.cases.find(id).orElseThrow().reason()).isEqualTo("unknown-step");
  }

  @Test
  void aCaseThatWouldBeDoneAtOnceIsNotTaken() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> room.received(CaseType.COPY, START));
  }
}

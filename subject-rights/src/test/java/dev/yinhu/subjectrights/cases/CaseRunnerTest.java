package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseRunnerTest {
  private static final InstantSource CLOCK = Clock.systemUTC();
  private CaseRoom room;

  @BeforeEach
  void open() {
    room = new CaseRoom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private List<CaseId> running(int count) {
    Instant now = CLOCK.instant();
    List<CaseId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(room.running(CaseType.COPY, now, new Step.Planned("read"), new Step.Planned("pack")));
    }
    return ids;
  }

  private boolean allAre(List<CaseId> ids, CaseState state) {
    return ids.stream().allMatch(id -> room.state(id) == state);
  }

  @Test
  void aRequestWhoseNodeDiedBeforeItWasScheduledExpiresAllTheSame() throws Exception {
    Instant longAgo = CLOCK.instant().minus(CaseRoom.QUICK.proof());
    CaseId id = room.received(CaseType.COPY, longAgo, new Step.Planned("read"));

    room.node(Map.of(), CaseRoom.QUICK_AND_ALIVE, CLOCK);

    CaseRoom.await(() -> room.state(id) == CaseState.EXPIRED);
  }

  @Test
  void twoNodesShareTheCasesAndEachStepIsDoneOnce() throws Exception {
    Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    StepWork work =
        (subject, step) -> {
          attempts
              .computeIfAbsent(subject.id() + "/" + step.number(), _ -> new AtomicInteger())
              .incrementAndGet();
          return new StepResult.Done(Facts.NONE);
        };
    Map<String, StepWork> works = Map.of("read", work, "pack", work);
    CaseRunner first = room.node(works, CaseRoom.QUICK_AND_ALIVE, CLOCK);
    CaseRunner second = room.node(works, CaseRoom.QUICK_AND_ALIVE, CLOCK);
    List<CaseId> ids = running(200);
    ids.forEach(first::wake);
    ids.forEach(second::wake);

    CaseRoom.await(() -> allAre(ids, CaseState.COMPLETED));

    assertThat(attempts).hasSize(400);
    assertThat(attempts.values()).allMatch(count -> count.get() == 1);
  }

  /** {@code -Dyinhu.cases.queued=10000} for the long form. */
  @Test
  void casesThatAreQueuedAtOnceAllComeToTheirEndAndFewAreHeldAtATime() throws Exception {
    int queued = Integer.getInteger("yinhu.cases.queued", 1_000);
    Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    StepWork work =
        (subject, step) -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          attempts
              .computeIfAbsent(subject.id() + "/" + step.number(), _ -> new AtomicInteger())
              .incrementAndGet();
          atOnce.decrementAndGet();
          return new StepResult.Done(Facts.NONE);
        };
    List<CaseId> ids = running(queued);
    Map<String, StepWork> works = Map.of("read", work, "pack", work);
    CaseRunner first = room.node(works, CaseRoom.QUICK_AND_ALIVE, CLOCK);
    var _ = room.node(works, CaseRoom.QUICK_AND_ALIVE, CLOCK);
    ids.forEach(first::wake);

    CaseRoom.await(() -> room.left() == 0, Duration.ofMillis(60L * queued));

    assertThat(attempts).hasSize(2 * queued);
    assertThat(attempts.values()).allMatch(count -> count.get() == 1);
    assertThat(most.get()).isLessThanOrEqualTo(2 * CaseRoom.QUICK.atOnce());
  }

  @Test
  void aCaseThatNobodyWasToldOfIsFoundAllTheSame() throws Exception {
    List<CaseId> ids = running(3);
    StepWork work = (_, _) -> new StepResult.Done(Facts.NONE);
    var _ = room.node(Map.of("read", work, "pack", work), CaseRoom.QUICK, CLOCK);

    CaseRoom.await(() -> allAre(ids, CaseState.COMPLETED));
  }

  private Optional<Instant> scheduled(CaseId id) {
    return room.database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select execution_time from rights.scheduled_task where task_instance = :id"
                        + " and not picked")
                .bind("id", id.text())
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne());
  }

  /**
   * As a command does it, which runs no cases; the sweep finds only what nothing is planned for.
   */
  @Test
  void aCaseThatWaitedAndWasProvenByAnotherProcessIsBegunSoon() throws Exception {
    Instant now = CLOCK.instant();
    CaseId id = room.received(CaseType.COPY, now, new Step.Planned("read"));
    CaseRunner node =
        room.node(Map.of("read", (_, _) -> new StepResult.Done(Facts.NONE)), CaseRoom.QUICK, CLOCK);
    node.wake(id);
    CaseRoom.await(
        () -> scheduled(id).filter(due -> due.isAfter(now.plus(Duration.ofDays(6)))).isPresent());

    room.cases.apply(id, new CaseEvent.Verified("by-hand"), "command-line", CLOCK.instant());

    CaseRoom.await(() -> room.state(id) == CaseState.COMPLETED, Duration.ofSeconds(8));
  }

  @Test
  void whatAnotherProcessChangesWhileItIsLookedAtIsSeenAtTheEndOfThat() throws Exception {
    Instant now = CLOCK.instant();
    CaseId id = room.received(CaseType.COPY, now, new Step.Planned("read"));
    AtomicBoolean isOnce = new AtomicBoolean();
    InstantSource between =
        () -> {
          Instant time = CLOCK.instant();
          boolean looks =
              StackWalker.getInstance()
                  .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("when")));
          if (looks && isOnce.compareAndSet(false, true)) {
            room.cases.apply(id, new CaseEvent.Verified("by-hand"), "command-line", time);
          }
          return time;
        };
    room.node(Map.of("read", (_, _) -> new StepResult.Done(Facts.NONE)), CaseRoom.QUICK, between)
        .wake(id);

    CaseRoom.await(() -> room.state(id) == CaseState.COMPLETED, Duration.ofSeconds(8));
    assertThat(isOnce).isTrue();
  }

  @Test
  void aNodeThatStandsStillIsOvertakenAndWritesNothingAfterwards() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CaseId id = running(1).getFirst();
    StepWork done = (_, _) -> new StepResult.Done(Facts.NONE.with("by", "second"));
    Step slow = room.journal.begin(id, CLOCK.instant()).orElseThrow();
    Thread hanging =
        Thread.ofVirtual()
            .start(() -> {
              hangs.countDown();
              await(goOn);
              room.journal.done(
                  id, slow, new StepResult.Done(Facts.NONE.with("by", "first")), CLOCK.instant());
            });
    hangs.await();
    room.node(Map.of("read", done, "pack", done), CaseRoom.QUICK, CLOCK).wake(id);

    CaseRoom.await(() -> room.state(id) == CaseState.COMPLETED);
    goOn.countDown();
    hanging.join();

    assertThat(room.journal.steps(id))
        .allSatisfy(step -> assertThat(step.result().values()).containsEntry("by", "second"));
  }

  @Test
  void whatChangesWhileACaseIsLookedAtIsSeenAtOnceAndNotAtTheNextSweep() throws Exception {
    CountDownLatch looks = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CaseId id = room.running(CaseType.COPY, CLOCK.instant(), new Step.Planned("read"));
    CaseRunner node =
        room.node(
            Map.of(
                "read",
                (_, step) -> {
                  if (step.attempts() > 1) {
                    return new StepResult.Done(Facts.NONE);
                  }
                  looks.countDown();
                  await(goOn);
                  return new StepResult.Later(Duration.ofMinutes(4), Facts.NONE);
                }),
            CaseRoom.QUICK,
            CLOCK);
    node.wake(id);
    looks.await();

    node.wake(id);
    long woken = System.nanoTime();
    goOn.countDown();
    CaseRoom.await(() -> room.state(id) == CaseState.COMPLETED);

    assertThat(Duration.ofNanos(System.nanoTime() - woken)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void whatIsDueBeforeTheNextLookDoesNotWaitForIt() throws Exception {
    CaseTimes seldom =
        new CaseTimes(
            Duration.ofSeconds(50),
            Duration.ofSeconds(5),
            6,
            4,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            Duration.ofDays(7));
    StepWork soon =
        (_, step) ->
            step.attempts() < 4
                ? new StepResult.Later(Duration.ofMillis(100), Facts.NONE)
                : new StepResult.Done(Facts.NONE);
    CaseId id = room.running(CaseType.COPY, CLOCK.instant(), new Step.Planned("read"));
    long began = System.nanoTime();
    room.node(Map.of("read", soon), seldom, CLOCK).wake(id);

    CaseRoom.await(() -> room.state(id) == CaseState.COMPLETED);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

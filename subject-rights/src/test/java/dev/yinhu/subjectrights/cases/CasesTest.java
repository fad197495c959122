package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.clock.ClockEvent;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CaseWork WORK =
      new CaseWork(
          List.of(new Step.Planned("read")),
          Map.of("read", (_, _) -> new StepResult.Done(Facts.NONE)));

  @TempDir private static Path directory;
  private static TestDatabase database;
  private static Crypto crypto;
  private static AuditLog log;
  private static FieldAccess access;
  private static SecretBox box;
  private static Instant now = Instant.parse("2026-06-01T04:00:00Z");
  private static Cases cases;

  @BeforeAll
  static void open() {
    database = TestDatabase.create("crypto", "audit", "access", "rights");
    var keys = new CryptoConfig(directory.resolve("root.key"), 100, Duration.ofMinutes(1));
    crypto = Crypto.open(database.database(), keys, () -> now);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    access = FieldAccess.open(database.jdbi(), crypto, log, () -> now, ZoneId.of("Asia/Shanghai"));
    box = crypto.secrets().box("cases", RANDOM);
    cases = new Cases(ground());
  }

  private static Cases.Ground ground() {
    return new Cases.Ground(
        database.dataSource(), database.jdbi(), access.persons(), seal(), () -> now, RANDOM);
  }

  private static PersonSeal seal() {
    return new PersonSeal() {
      @Override
      public byte[] seal(byte[] id, String label) {
        return box.seal(id, label);
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, String label) {
        return box.open(sealed, label);
      }
    };
  }

  @AfterAll
  static void close() {
    access.close();
    log.close();
    crypto.close();
    database.close();
  }

  private static Case received(CaseType type, String person, RequesterKind requester) {
    return cases.receive(
        new CaseWish(type, new SubjectId(person), requester, Channel.ONLINE, "order-service"),
        WORK);
  }

  private static Case received(CaseType type, String person) {
    return received(type, person, RequesterKind.SUBJECT);
  }

  private static CaseState state(Case of) {
    return cases.find(of.id()).orElseThrow().state();
  }

  @Test
  void aRequestKnowsItsPersonUntilItEnds() {
    Case made = received(CaseType.COPY, "张三-1");
    assertThat(cases.persons().of(made.id())).contains(new SubjectId("张三-1"));

    cases.happens(made.id(), new CaseEvent.Cancelled("requester"), "order-service");
    assertThat(cases.persons().of(made.id())).isEmpty();
  }

  @Test
  void aSealedPersonMovedToAnotherCaseDoesNotOpen() {
    Case one = received(CaseType.COPY, "moved-1");
    Case other = received(CaseType.COPY, "moved-2");
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    update rights.subject_case set sealed_subject =
                      (select sealed_subject from rights.subject_case where id = :one)
                    where id = :other
                    """)
                .bind("one", one.id().text())
                .bind("other", other.id().text())
                .execute());

    assertThatThrownBy(() -> cases.persons().of(other.id()))
        .isInstanceOf(CaseDamaged.class)
        .hasMessageContaining(other.id().text())
        .hasMessageNotContaining("moved");
  }

  @Test
  void unprovenRequestsForTheSameDoNotStandInTheWayOfTheProvenOne() {
    Case strangers = received(CaseType.DELETE, "bo");
    Case another = received(CaseType.DELETE, "bo");
    Case copy = received(CaseType.COPY, "bo");
    Case own = received(CaseType.DELETE, "bo");

    assertThat(cases.verified(own.id(), "code", "order-service").state())
        .isEqualTo(CaseState.RUNNING);

    assertThat(state(strangers)).isEqualTo(CaseState.CANCELLED);
    assertThat(state(another)).isEqualTo(CaseState.CANCELLED);
    assertThat(state(copy)).isEqualTo(CaseState.RECEIVED);
  }

  @Test
  void aSecondProvenRequestForTheSameIsRefusedWithTheReason() {
    cases.verified(received(CaseType.DELETE, "cai").id(), "code", "order-service");
    Case second = received(CaseType.DELETE, "cai");

    Case refused = cases.verified(second.id(), "code", "order-service");

    assertThat(refused.state()).isEqualTo(CaseState.REFUSED);
    assertThat(refused.reason()).isEqualTo("already-running");
  }

  @Test
  void ofTwoThatAreProvenAtTheSameTimeOneRuns() throws Exception {
    for (int round = 0; round < 20; round++) {
      CaseId one = received(CaseType.COPY, "race-" + round).id();
      CaseId other = received(CaseType.COPY, "race-" + round).id();
      assertThat(atOnce(one, other)).containsOnlyOnce(CaseState.RUNNING);
    }
  }

  /** Who comes second finds its request taken back, or itself refused. */
  private static List<CaseState> atOnce(CaseId... ids) throws Exception {
    CyclicBarrier together = new CyclicBarrier(ids.length);
    List<Future<CaseState>> ends = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (CaseId id : ids) {
        ends.add(
            threads.submit(() -> {
              together.await();
              try {
                return cases.verified(id, "code", "order-service").state();
              } catch (ChangeRefused takenBack) {
                return cases.find(id).orElseThrow().state();
              }
            }));
      }
    }
    List<CaseState> states = new ArrayList<>();
    for (Future<CaseState> end : ends) {
      states.add(end.get());
    }
    return states;
  }

  @Test
  void casesAreListedByWhatIsAskedFor() {
    Case one = received(CaseType.EXPLAIN, "dora");
    Case two = received(CaseType.EXPLAIN, "emil");
    cases.verified(two.id(), "vouched", "dpo");

    var explain = Optional.of(CaseType.EXPLAIN);
    assertThat(list(explain, Optional.empty())).contains(one.id(), two.id());
    assertThat(list(explain, Optional.of(CaseState.RUNNING))).containsExactly(two.id());
    assertThat(cases.list(new CaseFilter(true, explain, Optional.empty(), Optional.of("x"), 9)))
        .isEmpty();
  }

  private static List<CaseId> list(Optional<CaseType> type, Optional<CaseState> state) {
    return cases.list(new CaseFilter(true, type, state, Optional.empty(), 100)).stream()
        .map(Case::id)
        .toList();
  }

  @Test
  void clocksStandWhileThePersonIsWaitedForAndOnlyThen() {
    Instant start = now;
    Case made = received(CaseType.COPY, "fei");
    now = start.plusSeconds(60);
    cases.verified(made.id(), "code", "order-service");
    now = start.plusSeconds(120);
    cases.happens(made.id(), new CaseEvent.SubjectAsked("which-orders"), "dpo");
    assertThatThrownBy(
            () -> cases.happens(made.id(), new CaseEvent.SubjectAsked("which-orders"), "dpo"))
        .isInstanceOf(ChangeRefused.class);
    now = start.plusSeconds(180);
    cases.happens(made.id(), new CaseEvent.SubjectAnswered(), "dpo");
    assertThatThrownBy(() -> cases.happens(made.id(), new CaseEvent.SubjectAnswered(), "dpo"))
        .isInstanceOf(ChangeRefused.class);
    cases.happens(made.id(), new CaseEvent.ExtensionTold(ExtensionReason.MANY_REQUESTS), "dpo");

    assertThat(cases.clocks(cases.find(made.id()).orElseThrow()).events())
        .containsExactly(
            new ClockEvent.Received(start),
            new ClockEvent.SubjectAsked(start),
            new ClockEvent.SubjectAnswered(start.plusSeconds(60)),
            new ClockEvent.Accepted(start.plusSeconds(60)),
            new ClockEvent.SubjectAsked(start.plusSeconds(120)),
            new ClockEvent.SubjectAnswered(start.plusSeconds(180)),
            new ClockEvent.ExtensionTold(start.plusSeconds(180), ExtensionReason.MANY_REQUESTS));
    assertThat(state(made)).isEqualTo(CaseState.RUNNING);
  }

  @Test
  void aNodeWhoseClockIsBehindLeavesClocksThatCanBeRead() {
    Case made = received(CaseType.COPY, "u-behind");
    Instant ahead = now;
    now = ahead.minusMillis(40);
    try {
      cases.verified(made.id(), "vouched", "order-service");
      cases.happens(made.id(), new CaseEvent.Cancelled("requester"), "order-service");
    } finally {
      now = ahead;
    }

    assertThat(cases.clocks(cases.find(made.id()).orElseThrow()).events())
        .containsExactly(
            new ClockEvent.Received(ahead),
            new ClockEvent.SubjectAsked(ahead),
            new ClockEvent.SubjectAnswered(ahead),
            new ClockEvent.Accepted(ahead),
            new ClockEvent.Finished(ahead));
  }

  @Test
  void theProofOfAGuardianIsLookedAtByStaffForWhomNoClockStands() {
    Case made = received(CaseType.COPY, "kid", RequesterKind.GUARDIAN);

    assertThat(cases.clocks(made).events())
        .containsExactly(new ClockEvent.Received(made.received()));
  }

  @Test
  void aRunningNodeDoesWhatWasReceived() throws Exception {
    Case made = received(CaseType.SUPPLEMENT, "gu");
    cases.verified(made.id(), "vouched", "order-service");

    try (var node = cases.run(Map.of(CaseType.SUPPLEMENT, WORK), CaseRoom.QUICK)) {
      node.wake(made.id());
      CaseRoom.await(() -> state(made) == CaseState.COMPLETED);
    }
    assertThat(cases.steps(made.id())).singleElement().extracting(Step::attempts).isEqualTo(1);
  }

  @Test
  void workByHandWaitsForSomebodyAndKeepsWhatTheyAnswered() throws Exception {
    HandWork hands = new HandWork(database.jdbi());
    Case made =
        cases.receive(
            new CaseWish(
                CaseType.CORRECT,
                new SubjectId("hao"),
                RequesterKind.SUBJECT,
                Channel.PHONE,
                "dpo"),
            hands.work());
    assertThatThrownBy(() -> cases.answer(made.id(), HandOutcome.DONE, "file-7", "dpo"))
        .isInstanceOf(ChangeRefused.class);
    cases.verified(made.id(), "by-hand", "dpo");

    try (var node = cases.run(Map.of(CaseType.CORRECT, hands.work()), CaseRoom.QUICK)) {
      node.wake(made.id());
      CaseRoom.await(() -> state(made) == CaseState.NEEDS_HUMAN);
      assertThatThrownBy(() -> cases.answer(made.id(), HandOutcome.DONE, "told Mr Li", "dpo"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("Li");
      cases.answer(made.id(), HandOutcome.DONE, "file-7", "dpo");
      node.wake(made.id());
      CaseRoom.await(() -> state(made) == CaseState.COMPLETED);
    }
    assertThat(cases.steps(made.id()).getFirst().result().values())
        .containsEntry("outcome", "done")
        .containsEntry("evidence", "file-7");
  }
}

package dev.yinhu.subjectrights.cases;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A database with the tables of cases, and as many nodes over it as are wanted. */
final class CaseRoom implements AutoCloseable {
  static final CaseTimes QUICK =
      new CaseTimes(
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          4,
          4,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMinutes(5),
          Duration.ofDays(7));

  /** The same, where no node is to be taken for dead, however busy the machine is. */
  static final CaseTimes QUICK_AND_ALIVE =
      new CaseTimes(
          QUICK.look(),
          Duration.ofSeconds(10),
          6,
          QUICK.atOnce(),
          QUICK.firstRetry(),
          QUICK.longestRetry(),
          QUICK.heldUp(),
          QUICK.proof());

  private static final Duration MOST = Duration.ofSeconds(60);

  final TestDatabase database = TestDatabase.create("rights");
  final CaseStore cases = new CaseStore(database.jdbi());
  final JournalStore journal = new JournalStore(database.jdbi());
  private final SecureRandom random = new SecureRandom();
  private final Deque<CaseRunner> nodes = new ArrayDeque<>();

  CaseTurn turn(Map<String, StepWork> works, CaseTimes times, InstantSource clock) {
    return new CaseTurn(cases, journal, works, times, clock);
  }

  CaseRunner node(Map<String, StepWork> works, CaseTimes times, InstantSource clock) {
    CaseRunner node =
        CaseRunner.start(database.dataSource(), cases, turn(works, times, clock), times, clock);
    nodes.push(node);
    return node;
  }

  /** A case that has just come in. */
  CaseId received(CaseType type, Instant when, Step.Planned... steps) {
    Case made =
        new Case(
            CaseId.random(random),
            type,
            "AAAAAAAAAAAAAAAAAAAAAA",
            RequesterKind.SUBJECT,
            Channel.ONLINE,
            "order-service",
            when,
            CaseState.RECEIVED,
            false,
            when,
            "",
            Optional.empty());
    cases.add(made, new byte[] {1, 2, 3}, List.of(steps));
    return made.id();
  }

  /** A case of which it is proven who asks. */
  CaseId running(CaseType type, Instant when, Step.Planned... steps) {
    CaseId id = received(type, when, steps);
    cases.apply(id, new CaseEvent.Verified("vouched"), "order-service", when);
    return id;
  }

  CaseState state(CaseId id) {
    return cases.find(id).orElseThrow().state();
  }

  /** Cases that have not ended. */
  long left() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from rights.subject_case where ended_at is null")
                .mapTo(Long.class)
                .one());
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    await(condition, MOST);
  }

  static void await(BooleanSupplier condition, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within " + most);
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    nodes.forEach(CaseRunner::close);
    database.close();
  }
}

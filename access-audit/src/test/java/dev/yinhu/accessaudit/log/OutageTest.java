package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.database.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL stops, is killed, cuts connections or hangs while entries are written. */
class OutageTest {
  private static final AuditLogConfig IMPATIENT =
      new AuditLogConfig(8_192, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private static TestServer server;
  private AuditLog log;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
    server.database().migrate("audit");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    Until.isTrue(server.database()::reachable);
    log = AuditLog.open(dataSource(), IMPATIENT, Leaves.CLOCK);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static DataSource dataSource() {
    return server.database().dataSource();
  }

  private static String name(String test) {
    return test + System.nanoTime();
  }

  private void appendsAgain() {
    Until.isTrue(() -> {
      CompletableFuture<Long> future = log.append(leaf(name("again")));
      return future.handle((index, refusal) -> refusal == null).join();
    });
  }

  @Test
  void whileTheServerIsStoppedEntriesAreRefusedAndAfterwardsTakenAgain() throws Exception {
    long before = log.append(leaf(name("before"))).join();
    server.stop();
    try {
      for (int round = 0; round < 2; round++) {
        List<CompletableFuture<Long>> all =
            IntStream.range(0, 5_000).mapToObj(i -> log.append(leaf("never " + i))).toList();
        CompletableFuture<Void> done =
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        assertThatThrownBy(() -> done.get(6, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(AuditUnavailable.class);
        assertThat(all).allMatch(CompletableFuture::isCompletedExceptionally);
      }
      assertThatThrownBy(log::head).isInstanceOf(AuditUnavailable.class);
      assertThatThrownBy(log::recompute).isInstanceOf(AuditUnavailable.class);
      assertThatThrownBy(() -> log.entry(0)).isInstanceOf(AuditUnavailable.class);
    } finally {
      server.startAgain();
    }
    appendsAgain();
    assertThat(log.entry(before)).isPresent();
    assertThat(Leaves.checkWhole(log, dataSource(), Map.of()))
        .noneMatch(leaf -> leaf.startsWith("never"));
  }

  @Test
  void killedInTheMiddleOfTheLoadItLosesAndDoublesNothing() {
    try (Appenders appenders = Appenders.start(log, name("killed"), 16)) {
      for (int kill = 0; kill < 5; kill++) {
        appenders.awaitMore(200);
        server.kill();
      }
      appenders.awaitMore(200);
      Leaves.checkWhole(log, dataSource(), appenders.stop());
    }
  }

  @Test
  void connectionsCutInMidCommitLoseAndDoubleNothing() {
    try (Appenders appenders = Appenders.start(log, name("cut"), 16)) {
      for (int cut = 0; cut < 100; cut++) {
        appenders.awaitMore(5);
        server
            .database()
            .jdbi()
            .useHandle(handle ->
                handle.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like"
                        + " 'with moved%' and pid <> pg_backend_pid()"));
      }
      Map<Long, String> acknowledged = appenders.stop();
      List<String> all = Leaves.checkWhole(log, dataSource(), acknowledged);
      assertThat(appenders.refusedSoFar()).as("every unknown outcome was resolved").isZero();
      assertThat(all.stream().filter(leaf -> leaf.startsWith("cut")).count())
          .isEqualTo(acknowledged.size());
    }
  }

  @Test
  void whileAnotherSessionHoldsTheHeadEntriesWaitAndAreThenRefused() {
    String late = name("hung");
    try (HeadLock lock = HeadLock.take(dataSource())) {
      long start = System.nanoTime();
      CompletableFuture<Long> first = log.append(leaf(late));
      assertThatThrownBy(() -> first.get(6, TimeUnit.SECONDS))
          .hasCauseInstanceOf(AuditUnavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThan(IMPATIENT.networkTimeout());
      lock.release();
    }
    appendsAgain();
    // The refused entry may stand in the log, but not twice: checkWhole says so.
    assertThat(Leaves.checkWhole(log, dataSource(), Map.of()).stream().filter(late::equals).count())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void anEntryThatWaitedForTheHeadIsTakenOnceWhenItIsReleasedInTime() {
    AuditLogConfig patient =
        new AuditLogConfig(100, Duration.ofSeconds(20), Duration.ofMillis(300));
    String waited = name("waited");
    try (AuditLog waiting = AuditLog.open(dataSource(), patient, Leaves.CLOCK);
        HeadLock lock = HeadLock.take(dataSource())) {
      CompletableFuture<Long> future = waiting.append(leaf(waited));
      // Several tries of the same batch now wait in the server, each one's connection given up.
      Until.isTrue(() -> hungAppends() >= 3);
      lock.release();
      long index = future.join();
      Until.isTrue(() -> hungAppends() == 0);
      assertThat(Leaves.checkWhole(waiting, dataSource(), Map.of(index, waited))).contains(waited);
    }
  }

  private static int hungAppends() {
    return server
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select(
                    "select count(*) from pg_stat_activity where state = 'active' and query like"
                        + " 'with moved%' and wait_event_type = 'Lock'")
                .mapTo(Integer.class)
                .one());
  }
}

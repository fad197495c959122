package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private AuditLog openLog() {
    return openLog(AuditLogConfig.DEFAULT);
  }

  private AuditLog openLog(AuditLogConfig config) {
    return AuditLog.open(database.dataSource(), config, Leaves.CLOCK);
  }

  @RepeatedTest(20)
  void whatWaitsIsWrittenBeforeTheLogIsClosed() {
    AuditLog log = openLog();
    List<CompletableFuture<Long>> waiting = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      waiting.add(log.append(leaf("entry " + i)));
    }
    log.close();
    assertThat(waiting).allMatch(CompletableFuture::isDone);
    assertThat(waiting.getLast().join()).isEqualTo(2_999);
  }

  /** The writer has to wait for its connection, and has one try, while it is told to end. */
  @Test
  void whatWaitsForAConnectionIsWrittenBeforeTheLogIsClosed() throws Exception {
    AuditLog log = openLog(new AuditLogConfig(10, Duration.ZERO, Duration.ofSeconds(10)));
    List<AutoCloseable> allConnections = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      allConnections.add(database.dataSource().getConnection());
    }
    CompletableFuture<Long> waiting = log.append(leaf("entry"));
    Until.isTrue(() -> log.waiting() == 0);
    Thread closer = Thread.ofPlatform().start(log::close);
    Until.isTrue(() -> closer.getState() == Thread.State.WAITING);
    for (AutoCloseable connection : allConnections) {
      connection.close();
    }
    closer.join();
    assertThat(waiting.join()).isZero();
  }

  @Test
  void aClosedLogRefuses() {
    AuditLog log = openLog();
    log.append(leaf("entry")).join();
    log.close();
    log.close();
    CompletableFuture<Long> late = log.append(leaf("late"));
    assertThat(late.isDone()).isTrue();
    assertThat(late.exceptionNow())
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("closed");
    assertThat(log.head().size()).isEqualTo(1);
  }

  @RepeatedTest(30)
  void anAppendThatRacesWithClosingIsEitherWrittenOrRefused() throws Exception {
    AuditLog log = openLog();
    CountDownLatch started = new CountDownLatch(4);
    List<CompletableFuture<Long>> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "t" + t + "-";
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                started.countDown();
                for (int i = 0; i < 300; i++) {
                  CompletableFuture<Long> future = log.append(leaf(name + i));
                  synchronized (all) {
                    all.add(future);
                  }
                }
              }));
    }
    started.await();
    log.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(all).hasSize(1_200).allMatch(CompletableFuture::isDone);
    long written = all.stream().filter(future -> !future.isCompletedExceptionally()).count();
    try (AuditLog again = openLog()) {
      assertThat(Leaves.checkWhole(again, database.dataSource(), Map.of()))
          .hasSize(Math.toIntExact(written));
    }
  }
}

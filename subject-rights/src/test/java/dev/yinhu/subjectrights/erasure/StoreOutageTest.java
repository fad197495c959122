package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.MariaDbServer;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.HistoryLine;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.connect.JdbcConnector;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A MariaDB that is killed in the middle of a deletion and stays away for twice the time after
 * which somebody is told, as ten minutes are to the usual five.
 */
class StoreOutageTest {
  private static final Duration HELD_UP = Duration.ofSeconds(2);
  private static final CaseTimes TIMES =
      new CaseTimes(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          10,
          4,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          HELD_UP,
          Duration.ofDays(7));
  private static final long MOST_NANOS = Duration.ofSeconds(60).toNanos();
  private ErasureRoom room;
  private MariaDbServer server;

  @BeforeEach
  void open() throws Exception {
    server = MariaDbServer.start();
    execute("set global innodb_flush_log_at_trx_commit = 1");
    execute("create database crm");
    execute("create table crm.people (id varchar(64) primary key, note text)");
    execute("insert into crm.people values ('anna', 'x'), ('bea', 'y')");
    room = new ErasureRoom(ErasureRoom.WITH_CRM);
    room.connectors =
        Map.of(
            "shop",
            room.connector(room.shop.connectionInfo().jdbcUrl()),
            "crm",
            new JdbcConnector(
                new JdbcSettings(
                    "crm",
                    server.url("mariadb", "crm"),
                    Optional.of(server.user()),
                    Optional.of(Files.readAllLines(server.passwordFile()).getFirst()),
                    Map.of(),
                    Map.of()),
                DataGraph.of(ErasureRoom.WITH_CRM.datasets())));
  }

  @AfterEach
  void close() {
    room.close();
    server.stop();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.connect("");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The clock goes on meanwhile, so that what waits a moment is tried again. */
  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
      room.now = room.now.plusMillis(10);
    }
  }

  private Case now(Case made) {
    return room.cases.find(made.id()).orElseThrow();
  }

  private int attempts(Case made) {
    return room.cases.steps(made.id()).stream().mapToInt(Step::attempts).sum();
  }

  @Test
  void aDeletionWaitsSaysSoAndComesToItsEndByItselfWhenTheStoreIsBack() throws Exception {
    SubjectId anna = room.customer("anna");
    Deletion deletion = room.deletion(Duration.ZERO);
    CountDownLatch killed = new CountDownLatch(1);
    CaseWork work =
        ErasureRoom.wrapped(
            deletion.work(),
            each ->
                (subject, step) -> {
                  if (step.place().equals("crm.people") && step.attempts() == 1) {
                    server.kill();
                    killed.countDown();
                  }
                  return each.attempt(subject, step);
                });
    Case made = room.asked(anna, deletion);
    try (Cases.Running node = room.node(work, TIMES)) {
      node.wake(made.id());
      killed.await();
      itStaysAway(made);
      assertThat(now(made).state()).isEqualTo(CaseState.NEEDS_HUMAN);
      assertThat(now(made).reason()).isEqualTo("held-up");
      assertThat(room.cases.steps(made.id()))
          .anySatisfy(step ->
              assertThat(step.result().values()).containsEntry("failure", "StoreUnavailable"));

      server.startAgain();
      await(() -> now(made).state() == CaseState.COMPLETED);
    }
    assertThat(left()).isEqualTo("bea");
    assertThat(room.cases.history(made.id()))
        .extracting(HistoryLine::event)
        .as("told once, and gone on without anybody")
        .containsOnlyOnce("troubled", "tried-again")
        .endsWith("troubled", "tried-again", "work-done");
  }

  private void itStaysAway(Case made) throws InterruptedException {
    Instant end = room.now.plus(HELD_UP).plus(HELD_UP);
    await(() -> {
      assertThat(List.of(CaseState.RUNNING, CaseState.NEEDS_HUMAN)).contains(now(made).state());
      return room.now.isAfter(end) && now(made).state() == CaseState.NEEDS_HUMAN;
    });
    int before = attempts(made);
    await(() -> attempts(made) > before);
  }

  private String left() throws SQLException {
    try (Connection connection = server.connect("crm");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select group_concat(id) from people")) {
      rows.next();
      return rows.getString(1);
    }
  }
}

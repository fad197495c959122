package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.MariaDbServer;
import dev.yinhu.database.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of the table goes away in the middle of a run, and comes back. */
class TargetOutageTest {
  private static final int ROWS = 600;
  private static final int BATCH = 20;

  @TempDir Path directory;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  /** Takes the server away once, after so many batches. */
  private static final class Outage implements Watcher {
    private final Runnable outage;
    private int batches;

    private Outage(int batches, Runnable outage) {
      this.batches = batches;
      this.outage = outage;
    }

    @Override
    public void begin(Phase phase, int pass, long estimatedRows) {}

    @Override
    public void advance(long rows) {
      if (--batches == 0) {
        outage.run();
      }
    }

    @Override
    public boolean stopping() {
      return false;
    }
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, phone varchar(100),"
              + " phone_ct varchar(700))");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO users VALUES (?, ?, NULL)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setString(1, "u-" + (1_000 + i));
        insert.setString(2, "139" + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long unsealed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM users WHERE phone_ct IS NULL")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static ProtectionJob job(Target target) {
    return new ProtectionJob(
        "outage",
        target,
        Workshop.DATA_JOB,
        List.of("id"),
        Optional.of("id"),
        List.of(column(PHONE, "phone", "phone_ct")),
        List.of(),
        BATCH,
        OptionalInt.empty());
  }

  private static Connection connect(ConnectionInfo info) throws SQLException {
    return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
  }

  private ProtectionJob job(TestServer shop) throws IOException {
    ConnectionInfo info = shop.database().connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), info.password());
    return job(
        new Target(
            info.jdbcUrl(), Optional.of(info.user()), Optional.of(password), "public", "users"));
  }

  @Test
  void aPhaseGoesOnByItselfWhenTheServerIsBack() throws Exception {
    try (TestServer shop = TestServer.start()) {
      ConnectionInfo info = shop.database().connectionInfo();
      try (Connection connection = connect(info)) {
        fill(connection);
      }
      List<Duration> pauses = new ArrayList<>();
      TableProtection patient =
          workshop.protection(time -> {
            pauses.add(time);
            shop.startAgain();
          });

      PhaseReport report = patient.run(job(shop), Phase.BACKFILL, new Outage(5, shop::stop));

      assertThat(pauses).hasSize(1);
      assertThat(report.clean()).isTrue();
      // What was committed in the moment of the outage may not be counted.
      assertThat(report.counts().of(Counted.WRITTEN)).isBetween(ROWS - 4L * BATCH, (long) ROWS);
      try (Connection connection = connect(shop.database().connectionInfo())) {
        assertThat(unsealed(connection)).isZero();
      }
      assertThat(patient.run(job(shop), Phase.VERIFY, Watcher.NOBODY).clean()).isTrue();
    }
  }

  @Test
  void whenTheServerStaysAwayTheRunEndsAndTheNextOneGoesOn() throws Exception {
    try (TestServer shop = TestServer.start()) {
      ConnectionInfo info = shop.database().connectionInfo();
      try (Connection connection = connect(info)) {
        fill(connection);
      }
      ProtectionJob job = job(shop);
      List<Duration> pauses = new ArrayList<>();
      TableProtection patient = workshop.protection(pauses::add);

      assertThatThrownBy(() -> patient.run(job, Phase.BACKFILL, new Outage(5, shop::stop)))
          .isInstanceOf(TargetUnavailable.class)
          .hasMessageContaining("public.users");

      assertThat(pauses)
          .containsExactly(
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(4),
              Duration.ofSeconds(8),
              Duration.ofSeconds(16));
      shop.startAgain();
      long left;
      try (Connection connection = connect(shop.database().connectionInfo())) {
        left = unsealed(connection);
      }
      assertThat(left).isBetween(1L, ROWS - 5L * BATCH);
      PhaseReport report = patient.run(job(shop), Phase.BACKFILL, Watcher.NOBODY);
      assertThat(report.clean()).isTrue();
      assertThat(report.counts().of(Counted.WRITTEN)).isGreaterThanOrEqualTo(left + 5L * BATCH);
      assertThat(patient.run(job(shop), Phase.VERIFY, Watcher.NOBODY).clean()).isTrue();
    }
  }

  /** With its log flushed once a second, the server even forgets what it had acknowledged. */
  @Test
  void aKilledMariaDbThatForgetsCommitsLosesNothing() throws Exception {
    MariaDbServer shop = MariaDbServer.start();
    try {
      try (Connection connection = shop.connect("mysql");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE shop CHARACTER SET utf8mb4");
      }
      try (Connection connection = shop.connect("shop")) {
        fill(connection);
        try (Statement statement = connection.createStatement()) {
          statement.execute("FLUSH TABLES users FOR EXPORT");
          statement.execute("UNLOCK TABLES");
        }
      }
      Target target =
          new Target(
              shop.url("mariadb", "shop"),
              Optional.of(shop.user()),
              Optional.of(shop.passwordFile()),
              "shop",
              "users");
      TableProtection patient = workshop.protection(time -> shop.startAgain());

      PhaseReport report = patient.run(job(target), Phase.BACKFILL, new Outage(9, shop::kill));

      assertThat(report.clean()).isTrue();
      try (Connection connection = shop.connect("shop")) {
        assertThat(unsealed(connection)).isZero();
      }
      PhaseReport verify = patient.run(job(target), Phase.VERIFY, Watcher.NOBODY);
      assertThat(verify.clean()).isTrue();
      assertThat(verify.counts().of(Counted.MATCHED)).isEqualTo(ROWS);
    } finally {
      shop.stop();
    }
  }
}

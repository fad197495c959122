package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.verify.DatabaseCheck;
import dev.yinhu.accessaudit.verify.Finding;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.testing.TestServer;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.OldLog;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process that prunes is killed anywhere; each time the log is whole, and the next goes on. */
class PruningKilledIT {
  private static final int OLDEST_MONTH = 22;
  private static final int YOUNGEST_MONTH = 8;
  private static final int ROUNDS = 6;
  private static final int HELD_A_MONTH = 60;
  private static final int MOST_MILLIS = 250;

  @TempDir Path directory;

  private final SplittableRandom random = new SplittableRandom(8);
  private int cut;

  private static TestServer server() {
    return TestServer.start(DatabaseConfig.embedded().withPoolSize(6));
  }

  private Path configuration(TestServer server) throws Exception {
    var at = server.database().connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), at.password());
    return Files.writeString(
        directory.resolve("yinhu.yaml"),
        """
        data: %s
        database:
          url: %s
          user: %s
          password_file: %s
          pool_size: 6
        audit:
          retention_file: %s
        """
            .formatted(
                directory.resolve("data"),
                at.jdbcUrl(),
                at.user(),
                password,
                directory.resolve("retention.yaml")));
  }

  private void keepFor(int months) throws Exception {
    Files.writeString(
        directory.resolve("retention.yaml"),
        """
        default: {after: P%dM, law: Cybersecurity Law, article: "23"}
        longer:
          - {query: "caller:support-desk", after: P5Y, law: E-commerce Law, article: "31"}
        """
            .formatted(months));
  }

  private static void fill(TestServer server) {
    ZonedDateTime now = Clock.systemUTC().instant().atZone(ZoneOffset.UTC);
    for (int month = OLDEST_MONTH; month >= YOUNGEST_MONTH; month--) {
      try (OldLog old = OldLog.at(now.minusMonths(month).toInstant(), server.database())) {
        for (int part = 0; part < 6; part++) {
          old.append(100, "order-service");
          old.append(HELD_A_MONTH / 6, "support-desk");
        }
      }
    }
  }

  /**
   * The service publishes a checkpoint and evaluates the signals, without which nothing goes; its
   * verifier key is in a file afterwards.
   */
  private void serveOnce(TestServer server, Path configuration) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        ServiceProcess service =
            ServiceProcess.serve(
                directory.resolve("data"), directory.resolve("service.log"), configuration)) {
      service.awaitReady(client);
      Await.until(
          "the signals have seen the log, and a checkpoint covers it",
          () ->
              number(
                      server,
                      "select count(*) from audit.signal_state, audit.head where watermark = size"
                          + " and size = (select max(size) from audit.checkpoint)")
                  == 1);
      HttpRequest key = HttpRequest.newBuilder(service.address("/audit/log/vkey")).build();
      client.send(key, HttpResponse.BodyHandlers.ofFile(directory.resolve("vkey")));
      service.terminate();
      service.awaitExit();
    }
  }

  private static long number(TestServer server, String sql) {
    return server
        .database()
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private static boolean isPruning(TestServer server) {
    return number(
            server,
            "select count(*) from pg_locks where locktype = 'advisory'"
                + " and database = (select oid from pg_database where datname = current_database())"
                + " and granted and classid = 31081")
        > 0;
  }

  private void killWhilePruning(TestServer server, Path configuration) throws Exception {
    Process pruning =
        ServiceProcess.started(
            directory.resolve("prune.log"),
            "audit",
            "prune",
            "--yes",
            "--config",
            configuration.toString());
    Await.until("it prunes", () -> isPruning(server) || !pruning.isAlive());
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_MILLIS)));
    if (pruning.isAlive()) {
      cut++;
    }
    pruning.destroyForcibly().waitFor();
    Await.until("PostgreSQL has noticed", () -> !isPruning(server));
  }

  private static void assertWhole(TestServer server) {
    var source = server.database().dataSource();
    try (AuditLog log = AuditLog.open(source, AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      assertThat(log.recompute()).isEqualTo(log.head());
    }
    Verdict verdict =
        DatabaseCheck.verify(source, Trust.none(), DatabaseCheck.notes(source), _ -> {});
    assertThat(verdict.findings()).noneMatch(finding -> finding instanceof Finding.Tampered);
  }

  @Test
  @Timeout(300)
  void killedAnywhereThePruningIsGoneOnWithAndNothingThatIsKeptIsLost() throws Exception {
    try (TestServer server = server()) {
      Path configuration = configuration(server);
      fill(server);
      keepFor(OLDEST_MONTH + 2);
      serveOnce(server, configuration);
      for (int round = 0; round < ROUNDS; round++) {
        keepFor(OLDEST_MONTH - 1 - 2 * round);
        killWhilePruning(server, configuration);
        assertWhole(server);
      }
      assertThat(cut).as("prunings that were killed").isPositive();

      CommandLineRun last =
          CommandLineRun.of(
              directory, "audit", "prune", "--yes", "--config", configuration.toString());
      assertThat(last.exitCode()).as(last.err()).isZero();
      assertWhole(server);
      serveOnce(server, configuration);
      CommandLineRun verified =
          CommandLineRun.of(
              directory,
              "audit",
              "verify",
              "--database",
              "--vkey",
              "vkey",
              "--config",
              configuration.toString());
      assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
      assertEveryPruningWasTold(server);
    }
  }

  private static void assertEveryPruningWasTold(TestServer server) {
    Set<Long> told = new HashSet<>();
    List<Long> support = new ArrayList<>();
    try (AuditLog log =
        AuditLog.open(server.database().dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      log.forEach(
          0,
          entry -> {
            switch (EntryReader.read(entry.leaf())) {
              case AuditEntry.Admin admin when admin.phase() == AuditEntry.Phase.DONE ->
                  told.add(Long.parseLong(admin.details().getOrDefault("intent", "-1")));
              case AuditEntry.Access access when access.caller().value().equals("support-desk") ->
                  support.add(entry.index());
              case AuditEntry.Access _,
                  AuditEntry.Admin _,
                  AuditEntry.Reading _,
                  AuditEntry.Unknown _ -> {}
            }
          });
      assertThat(log.firstKept()).isGreaterThan(4_000);
    }
    assertThat(support).hasSize((OLDEST_MONTH - YOUNGEST_MONTH + 1) * HELD_A_MONTH);
    List<Long> intents =
        server
            .database()
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("select intent from audit.pruned").mapTo(Long.class).list());
    assertThat(told).containsAll(intents);
  }
}

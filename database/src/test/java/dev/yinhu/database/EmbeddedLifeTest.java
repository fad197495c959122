package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLifeTest {
  private static final DatabaseConfig CONFIG = DatabaseConfig.embedded().withPoolSize(2);
  private static final EmbeddedSettings SETTINGS =
      EmbeddedSettings.standard().withoutSync(true).withPatience(Duration.ofSeconds(1));

  @TempDir Path temp;

  @AfterEach
  void nothingIsLeftRunning() throws IOException {
    Path cluster = temp.resolve("postgresql/cluster");
    PostmasterPid.read(cluster)
        .ifPresent(p -> assertThat(OsProcess.alive(p.pid())).as("server left behind").isFalse());
  }

  private Database open() {
    return Database.open(CONFIG, DataDirectory.open(temp), SETTINGS);
  }

  private long serverPid() throws IOException {
    return PostmasterPid.read(temp.toRealPath().resolve("postgresql/cluster")).orElseThrow().pid();
  }

  private Path accessFile() {
    return temp.resolve("postgresql/server.properties");
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Await.until("process is gone", () -> !OsProcess.alive(pid));
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  private static void makeTable(Database database) {
    database.jdbi().useHandle(h -> h.execute("CREATE TABLE kept AS SELECT 42 AS n"));
  }

  private static int kept(Database database) {
    return database
        .jdbi()
        .withHandle(h -> h.select("SELECT n FROM kept").mapTo(Integer.class).one());
  }

  @Test
  void reopenedDatabaseHasItsDataAndStartsFast() throws Exception {
    long pid;
    try (Database database = open()) {
      makeTable(database);
      pid = serverPid();
    }
    assertThat(OsProcess.alive(pid)).isFalse();
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      try (Database again = open()) {
        assertThat(kept(again)).isEqualTo(42);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void secretsAreReadableByTheOwnerOnlyAndNowhereElse() throws Exception {
    try (Database database = open()) {
      String password = database.connectionInfo().password();
      assertThat(password).hasSizeGreaterThanOrEqualTo(32);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(accessFile())))
          .isEqualTo("rw-------");
      assertThat(database.connectionInfo().toString()).doesNotContain(password);
      assertThat(OsProcess.arguments(serverPid()).orElse(List.of()).toString())
          .contains("cluster")
          .doesNotContain(password);
    }
  }

  @Test
  void serverListensOnLoopbackWithScramOnly() {
    try (Database database = open()) {
      String settings =
          database
              .jdbi()
              .withHandle(h ->
                  h.select(
                          """
                          SELECT current_setting('listen_addresses') || ' '
                            || current_setting('unix_socket_directories') || '/ '
                            || current_setting('fsync') || ' '
                            || current_setting('data_checksums') || ' '
                            || (SELECT string_agg(DISTINCT auth_method, ',')
                                FROM pg_hba_file_rules)
                          """)
                      .mapTo(String.class)
                      .one());
      assertThat(settings).isEqualTo("127.0.0.1 / on on scram-sha-256");
    }
  }

  @Test
  void databasesOfOneProcessShareTheServerUntilTheLastCloses() throws Exception {
    Database first = open();
    Database second = open();
    long pid = serverPid();

    first.close();
    first.close();
    assertThat(second.reachable()).isTrue();
    assertThat(serverPid()).isEqualTo(pid);
    second.close();

    assertThat(OsProcess.alive(pid)).isFalse();
  }

  @Test
  void processesShareTheServerUntilTheLastEnds() throws Exception {
    long pid;
    try (OtherProcess other = OtherProcess.start("database", temp)) {
      pid = serverPid();
      try (Database database = open()) {
        assertThat(database.reachable()).isTrue();
        assertThat(serverPid()).isEqualTo(pid);
      }
      assertThat(OsProcess.alive(pid)).as("still used by " + other.pid()).isTrue();
    }
    assertThat(OsProcess.alive(pid)).isFalse();
  }

  @Test
  void serverOfAKilledProcessIsTakenOverAndStoppedAtTheEnd() throws Exception {
    OtherProcess other = OtherProcess.start("database", temp);
    long pid = serverPid();
    other.kill();
    assertThat(OsProcess.alive(pid)).isTrue();

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
      assertThat(serverPid()).isEqualTo(pid);
    }
    assertThat(OsProcess.alive(pid)).isFalse();
  }

  @Test
  void serverKilledWithItsProcessRecoversWhatWasCommitted() throws Exception {
    try (Database database = open()) {
      makeTable(database);
    }
    OtherProcess other = OtherProcess.start("database", temp);
    long pid = serverPid();
    other.kill();
    kill(pid);

    try (Database database = open()) {
      assertThat(kept(database)).isEqualTo(42);
    }
  }

  @Test
  void hangingServerOfAKilledProcessIsReplaced() throws Exception {
    OtherProcess other = OtherProcess.start("database", temp);
    long pid = serverPid();
    other.kill();
    signal("STOP", pid);
    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
      assertThat(serverPid()).isNotEqualTo(pid);
    }
  }

  @Test
  void serverThatIsStoppingIsWaitedFor() throws Exception {
    OtherProcess other = OtherProcess.start("database", temp);
    long pid = serverPid();
    other.kill();
    signal("INT", pid);

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
      assertThat(serverPid()).isNotEqualTo(pid);
    }
  }

  @Test
  void pidFileOfADeadProcessIsSeenThrough() throws Exception {
    leaveStalePidFile(Long.toString(4_194_300));

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
    }
  }

  @Test
  void pidFileThatNamesAnotherProgramIsSeenThrough() throws Exception {
    Process unrelated = new ProcessBuilder("cat").start();
    try {
      leaveStalePidFile(Long.toString(unrelated.pid()));

      try (Database database = open()) {
        assertThat(database.reachable()).isTrue();
      }
      assertThat(unrelated.isAlive()).isTrue();
    } finally {
      unrelated.destroy();
    }
  }

  @Test
  void emptyPidFileIsSeenThrough() throws Exception {
    open().close();
    Files.createFile(temp.resolve("postgresql/cluster/postmaster.pid"));

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
    }
  }

  @Test
  void emptyPidFileBesideALivingServerIsSeenThrough() throws Exception {
    OtherProcess other = OtherProcess.start("database", temp);
    long pid = serverPid();
    other.kill();
    Files.write(temp.resolve("postgresql/cluster/postmaster.pid"), new byte[0]);

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
    }
    assertThat(OsProcess.alive(pid)).isFalse();
  }

  @Test
  void interruptedCallerStillStopsTheServer() throws Exception {
    Database database = open();
    long pid = serverPid();
    Thread.currentThread().interrupt();

    database.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(OsProcess.alive(pid)).isFalse();
  }

  @Test
  void serverStartedThroughPgCtlBehavesTheSame() throws Exception {
    EmbeddedSettings settings = SETTINGS.withPgCtl();
    DataDirectory directory = DataDirectory.open(temp);
    int port;
    try (Database database = Database.open(CONFIG, directory, settings)) {
      port = database.connectionInfo().port();
      assertThat(database.reachable()).isTrue();
    }
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Database database = Database.open(CONFIG, directory, settings)) {
      assertThat(database.connectionInfo().port()).isNotEqualTo(port);
    }
    leaveStalePidFile(Long.toString(ProcessHandle.current().parent().orElseThrow().pid()));
    try (Database database = Database.open(CONFIG, directory, settings)) {
      assertThat(database.reachable()).isTrue();
    }
  }

  private void leaveStalePidFile(String pid) throws IOException {
    Path file = temp.resolve("postgresql/cluster/postmaster.pid");
    List<String> lines;
    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
      lines = new ArrayList<>(Files.readAllLines(file));
    }
    lines.set(0, pid);
    Files.write(file, lines);
  }

  @Test
  void takenPortIsReplacedByAnother() throws Exception {
    int port;
    try (Database database = open()) {
      port = database.connectionInfo().port();
    }
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Database database = open()) {
      assertThat(database.connectionInfo().port()).isNotEqualTo(taken.getLocalPort());
      assertThat(database.reachable()).isTrue();
    }
  }

  @Test
  void wrongPasswordIsReportedAndNothingIsLeftRunning() throws Exception {
    int port;
    try (Database database = open()) {
      port = database.connectionInfo().port();
    }
    Files.writeString(accessFile(), "port=" + port + "\npassword=guess\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("server.properties")
        .hasMessageNotContaining("guess");
  }

  @Test
  void missingPasswordIsReported() throws Exception {
    open().close();
    Files.delete(accessFile());

    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("server.properties")
        .hasMessageContaining("restore");
  }

  @Test
  void processKilledWhileItMadeTheClusterIsNotInTheWay() throws Exception {
    OtherProcess other = OtherProcess.launch("database", temp);
    Path begun = temp.resolve("postgresql/cluster.draft/PG_VERSION");
    Await.until("initdb has begun", () -> Files.exists(begun));
    other.kill();

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
    }
    assertThat(OsProcess.startedWith(temp.toRealPath() + "/postgresql/cluster.draft")).isEmpty();
  }

  @Test
  void halfMadeClusterIsMadeAnew() throws Exception {
    Path draft = Files.createDirectories(temp.resolve("postgresql/cluster.draft/base"));
    Files.writeString(draft.resolve("1"), "half");

    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
    }
    assertThat(temp.resolve("postgresql/cluster.draft")).doesNotExist();
  }

  @Test
  void serverLogHoldsNothingThatAClientSent() throws Exception {
    try (Database database = open()) {
      database.jdbi().useHandle(h -> h.execute("CREATE TABLE t (v text PRIMARY KEY)"));
      for (String sql :
          List.of(
              "SELECT '13800138000'::uuid",
              "SELECT 13800138000 / 0",
              "SELEC 13800138000",
              "INSERT INTO t VALUES ('13800138000'), ('13800138000')")) {
        assertThatThrownBy(() -> database.jdbi().useHandle(h -> h.execute(sql)))
            .isInstanceOf(RuntimeException.class);
      }
      assertThatThrownBy(() ->
              database.jdbi().useHandle(h -> h.execute("SELECT ?::text::uuid", "13800138000")))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(Files.readString(temp.resolve("postgresql/server.log")))
        .contains("ready to accept connections")
        .doesNotContain("13800138000");
  }

  @Test
  void longServerLogStartsAnew() throws Exception {
    try (Database database = open()) {
      assertThat(database.reachable()).isTrue();
    }
    Path log = temp.resolve("postgresql/server.log");
    Files.write(log, new byte[5 << 20]);

    open().close();

    assertThat(Files.size(log)).isLessThan(1 << 20);
    assertThat(Files.size(temp.resolve("postgresql/server.log.1"))).isEqualTo(5 << 20);
  }
}

package dev.yinhu.breachresponse;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;

/** Does one act, and stands still in the middle of it until it is killed. */
final class ActProcess {
  /** What is written out where it stands still. */
  static final String HERE = "here";

  private ActProcess() {}

  /**
   * Starts it.
   *
   * @param where {@code before-commit} or {@code after-commit}
   */
  static Process start(ConnectionInfo database, Path directory, String where) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), database.password());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ActProcess.class.getName(),
            database.jdbcUrl(),
            database.user(),
            password.toString(),
            where)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Never comes to its end by itself, but with its parent. */
  public static void main(String[] arguments) {
    var _ =
        ProcessHandle.current()
            .parent()
            .orElseThrow()
            .onExit()
            .thenRun(() -> Runtime.getRuntime().halt(1));
    Path password = Path.of(arguments[2]);
    Database database =
        Database.open(
            new DatabaseConfig(
                Optional.of(arguments[0]),
                Optional.of(arguments[1]),
                Optional.of(password),
                4,
                Duration.ofSeconds(3)),
            DataDirectory.open(password.resolveSibling("node-" + ProcessHandle.current().pid())));
    AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC());
    Acts acts = new Acts(database.jdbi(), log, Clock.systemUTC());
    acts.perform(
        new Acts.Act(new IncidentId(7, false), arguments[3], Map.of()),
        new Order("dpo", "request-7"),
        (handle, _) -> {
          stopAt(arguments[3], handle);
          return 1;
        });
  }

  private static void stopAt(String where, Handle handle) {
    if (where.equals("before-commit")) {
      stop();
    } else {
      handle.afterCommit(ActProcess::stop);
    }
  }

  private static void stop() {
    System.out.println(HERE);
    System.out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

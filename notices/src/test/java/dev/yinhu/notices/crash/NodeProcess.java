package dev.yinhu.notices.crash;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.TestNotices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A node that does nothing but send, as a process that can be killed. */
final class NodeProcess {
  private NodeProcess() {}

  static Process start(ConnectionInfo database, Path directory, String gateway, long began)
      throws IOException {
    Path password = Files.writeString(directory.resolve("password"), database.password());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            NodeProcess.class.getName(),
            database.jdbcUrl(),
            database.user(),
            password.toString(),
            gateway,
            Long.toString(began))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Sends until it is killed, or its parent is. */
  public static void main(String[] arguments) {
    Path password = Path.of(arguments[2]);
    DatabaseConfig config =
        new DatabaseConfig(
            Optional.of(arguments[0]),
            Optional.of(arguments[1]),
            Optional.of(password),
            6,
            Duration.ofSeconds(3));
    Database database =
        Database.open(
            config,
            DataDirectory.open(password.resolveSibling("node-" + ProcessHandle.current().pid())));
    Notices notices =
        TestNotices.hurried(Long.parseLong(arguments[4]))
            .open(database, Gateway.channel(arguments[3]));
    notices.start();
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    System.exit(0);
  }
}

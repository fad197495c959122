package dev.yinhu.breachresponse.tell;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.notices.TestNotices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A node that goes on with runs and sends, as a process that can be killed. */
final class TellingProcess {
  private TellingProcess() {}

  static Process start(
      ConnectionInfo database, Path directory, String gateway, long began, int persons)
      throws IOException {
    Path password = Files.writeString(directory.resolve("password"), database.password());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TellingProcess.class.getName(),
            database.jdbcUrl(),
            database.user(),
            password.toString(),
            gateway,
            Long.toString(began),
            Integer.toString(persons))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Works until it is killed, or its parent is. */
  public static void main(String[] arguments) {
    Path password = Path.of(arguments[2]);
    DatabaseConfig config =
        new DatabaseConfig(
            Optional.of(arguments[0]),
            Optional.of(arguments[1]),
            Optional.of(password),
            8,
            Duration.ofSeconds(3));
    Database database =
        Database.open(
            config,
            DataDirectory.open(password.resolveSibling("node-" + ProcessHandle.current().pid())));
    TellingRoom room =
        new TellingRoom(
            database,
            Long.parseLong(arguments[4]),
            TestNotices.texts(),
            SmsServer.channel(arguments[3]));
    TellingRoom.persons(0, Long.parseLong(arguments[5])).forEach(room.people::add);
    room.notices.start();
    room.tellings.work();
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    System.exit(0);
  }
}

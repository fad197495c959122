package dev.yinhu.database.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real MariaDB server in a temporary directory, for tests of what reads or writes other people's
 * databases; stopped when the JVM ends. The test brings the driver.
 */
public final class MariaDbServer {
  private static final String USER = "tester";
  private static final String PASSWORD = "not-a-secret";

  private final Path directory;
  private final int port;
  private final List<String> command;
  private Process process;

  private MariaDbServer(Path directory, int port, List<String> command) throws IOException {
    this.directory = directory;
    this.port = port;
    this.command = List.copyOf(command);
    this.process = launch();
  }

  private Process launch() throws IOException {
    return temporary(directory, command)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  /**
   * Its temporary tables lie in a directory of its own: a MariaDB that starts deletes those of
   * others from a shared one.
   */
  private static ProcessBuilder temporary(Path directory, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TMPDIR", directory.resolve("data").toString());
    return builder;
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again after {@link #kill}; it accepts connections when this returns. */
  public void startAgain() {
    try {
      process = launch();
      await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that the tests of this JVM share. */
  public static MariaDbServer shared() {
    return Shared.SERVER;
  }

  /** URL of a database, for the driver of this scheme: mariadb or mysql. */
  public String url(String scheme, String database) {
    return "jdbc:%s://127.0.0.1:%d/%s".formatted(scheme, port, database);
  }

  /** Who may do everything. */
  public String user() {
    return USER;
  }

  /** Whose first line is the password of {@link #user}. */
  public Path passwordFile() {
    return directory.resolve("password");
  }

  /** A connection of {@link #user} in this database. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url("mariadb", database), USER, PASSWORD);
  }

  /** One of a test's own. */
  public static MariaDbServer start() {
    try {
      Path directory = Files.createTempDirectory("yinhu-mariadb");
      Path data = Files.createDirectory(directory.resolve("data"));
      boolean root = System.getProperty("user.name").equals("root");
      if (root) {
        // The server gives up its rights and must still reach its files.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        run(List.of("chown", "-R", "mysql", data.toString()));
      }
      List<String> account = root ? List.of("--user=mysql") : List.of();
      List<String> install =
          new ArrayList<>(
              List.of(
                  "mariadb-install-db",
                  "--no-defaults",
                  "--datadir=" + data,
                  "--skip-test-db",
                  "--auth-root-authentication-method=normal"));
      install.addAll(account);
      finish(
          install.getFirst(),
          temporary(directory, install)
              .redirectOutput(directory.resolve("install-log").toFile())
              .start());
      return serve(directory, data, account);
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB is needed: run .ci/install-test-servers", e);
    }
  }

  private static MariaDbServer serve(Path directory, Path data, List<String> account)
      throws IOException {
    Path init = directory.resolve("init.sql");
    Files.writeString(
        init,
        "CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';\nGRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;\n"
            .formatted(USER, PASSWORD));
    Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/sbin/mariadbd",
                "--no-defaults",
                "--datadir=" + data,
                "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--character-set-server=utf8mb4",
                "--innodb-flush-log-at-trx-commit=0",
                "--init-file=" + init));
    command.addAll(account);
    MariaDbServer server = new MariaDbServer(directory, port, command);
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    server.await();
    return server;
  }

  /** Below the ports that clients are given, so that none takes it before the server does. */
  private static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // Another one.
      }
    }
    throw new IOException("No free port for MariaDB");
  }

  private void await() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (System.nanoTime() < end && process.isAlive()) {
      try (Connection connection = connect("mysql")) {
        connection.isValid(1);
        return;
      } catch (SQLException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    throw new IOException("MariaDB does not start; see " + directory.resolve("log"));
  }

  /** Stops it and deletes its files. */
  public void stop() {
    process.destroy();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
      run(List.of("rm", "-rf", directory.toString()));
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static void run(List<String> command) throws IOException {
    finish(
        command.getFirst(),
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private static void finish(String name, Process process) throws IOException {
    try {
      if (process.waitFor() != 0) {
        throw new IOException(name + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + " was interrupted", e);
    }
  }

  /** Loaded, and so the server started, on first use. */
  private static final class Shared {
    static final MariaDbServer SERVER = start();
  }
}

package dev.yinhu.service.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.DatabaseConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of the oldest version that we promise, from Debian's package {@code postgresql-15}, with
 * the programs that come with it. Run as its package's account when we are root.
 */
final class Postgres15 implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final String PASSWORD = "not-secret-in-a-test";

  private final Path place;
  private final int port;

  private Postgres15(Path place, int port) {
    this.place = place;
    this.port = port;
  }

  static Postgres15 start(Path place) throws Exception {
    assertThat(PROGRAMS.resolve("pg_dump"))
        .as("install Debian's package postgresql-15: .ci/install-test-servers does")
        .exists();
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path home = Files.createDirectory(place.resolve("pg15"));
    Path password = Files.writeString(place.resolve("password"), PASSWORD);
    Postgres15 server = new Postgres15(home, freePort());
    server.own(home);
    server.asAccount(
        "initdb",
        "-D",
        home.resolve("db").toString(),
        "-U",
        "yinhu",
        "-A",
        "scram-sha-256",
        "--pwfile=" + password,
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    server.asAccount(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        home.resolve("db").toString(),
        "-l",
        home.resolve("log").toString(),
        "-o",
        "-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
            .formatted(server.port));
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean root() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private void own(Path directory) throws Exception {
    if (root()) {
      run(List.of("chown", "postgres", directory.toString()));
    }
  }

  private void asAccount(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  /** Runs one of the client programs against this server. */
  void client(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(
        List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "yinhu", "--no-password"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws Exception {
    Path output = Files.createTempFile("postgres15", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PGPASSWORD", PASSWORD);
    int exit = builder.start().waitFor();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertThat(exit).as("%s: %s", command, said).isZero();
  }

  private void stop() throws IOException {
    try {
      asAccount("pg_ctl", "stop", "-w", "-m", "immediate", "-D", place.resolve("db").toString());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("PostgreSQL 15 does not stop", e);
    }
  }

  /** A configuration file that names a database of this server. */
  Path configuration(Path directory, String database) throws IOException {
    Path password = directory.resolve("password");
    if (!Files.exists(password)) {
      Files.writeString(password, PASSWORD);
    }
    return Files.writeString(
        directory.resolve(database + ".yaml"),
        """
        data: %s
        database: {url: "%s", user: yinhu, password_file: %s}
        keys: {directory: %s}
        """
            .formatted(
                directory.resolve("node"), url(database), password, directory.resolve("keys")));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  DatabaseConfig config(Path directory, String database) throws IOException {
    configuration(directory, database);
    return new DatabaseConfig(
        Optional.of(url(database)),
        Optional.of("yinhu"),
        Optional.of(directory.resolve("password")),
        3,
        DatabaseConfig.DEFAULT_CONNECTION_TIMEOUT);
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.yinhu.database.testing;

import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.ServerControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An embedded server of a test's own, with fsync on, for tests of faults and durability. Costs
 * about a second. Closing stops it and deletes its files.
 */
public final class TestServer implements AutoCloseable {
  private final Path directory;
  private final ServerControl control;

  private TestServer(Path directory, ServerControl control) {
    this.directory = directory;
    this.control = control;
  }

  /** Starts a server in a new temporary data directory. */
  public static TestServer start() {
    return start(DatabaseConfig.embedded().withConnectionTimeout(Duration.ofSeconds(1)));
  }

  /** The same with a pool as configured. */
  public static TestServer start(DatabaseConfig config) {
    try {
      Path directory = Files.createTempDirectory("yinhu-server");
      return new TestServer(directory, ServerControl.open(directory, true, config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its main database; fails while the server is stopped and works again afterwards. */
  public Database database() {
    return control.database();
  }

  /** Its data directory. */
  public Path directory() {
    return directory;
  }

  /** Stops PostgreSQL and keeps it down until {@link #startAgain}. */
  public void stop() {
    control.stop();
  }

  /** Starts PostgreSQL again; it accepts connections when this returns. */
  public void startAgain() {
    control.start();
  }

  /** Kills PostgreSQL as {@code kill -9} does; the embedded server's watchdog starts it again. */
  public void kill() {
    ProcessHandle.of(control.pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Process id of PostgreSQL. */
  public long pid() {
    return control.pid();
  }

  @Override
  public void close() {
    control.close();
    delete(directory);
  }

  static void delete(Path directory) {
    try (Stream<Path> below = Files.walk(directory)) {
      List<Path> paths = below.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Path;

/** Opens to the test fixtures what production code of other modules must not reach. */
public final class ServerControl implements AutoCloseable {
  private final EmbeddedServer server;
  private final Database database;

  private ServerControl(EmbeddedServer server, Database database) {
    this.server = server;
    this.database = database;
  }

  /** Starts an embedded server in this directory; a new one is not synced to disk. */
  public static ServerControl open(Path directory, boolean fsync, DatabaseConfig config) {
    EmbeddedServer server =
        EmbeddedServer.open(
            DataDirectory.open(directory), EmbeddedSettings.standard().withoutSync(fsync));
    return new ServerControl(server, Database.connect(server, config));
  }

  /** The server's main database. */
  public Database database() {
    return database;
  }

  /** A view of a database on this server, whose pool is its own. */
  public Database open(String name) {
    return database.sibling(name);
  }

  /** Process id of the server. */
  public long pid() {
    return server.pid();
  }

  /** Stops the server and keeps it down. */
  public void stop() {
    try {
      server.holdDown();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts the stopped server again. */
  public void start() {
    try {
      server.letUp();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}

package dev.yinhu.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * One PostgreSQL database, reached through a pool. Thread-safe. Commits are durable before they
 * return. While the server is down every use fails within the connection timeout; when it is back,
 * all works again without being opened anew.
 */
public final class Database implements AutoCloseable {
  private static final int OLDEST_MAJOR = 15;
  private static final int REACHABLE_SECONDS = 2;
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
  private static final Duration LISTENER_SILENCE = Duration.ofSeconds(10);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final String NO_SUCH_DATABASE = "3D000";

  private final Server server;
  private final DatabaseConfig config;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Migrator migrator;
  private final Notifications notifications;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Database(Server server, DatabaseConfig config, HikariDataSource pool) {
    this.server = server;
    this.config = config;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    this.migrator = new Migrator(pool, new Connector(server::connectionInfo, Duration.ZERO));
    this.notifications = new Notifications(new Connector(server::connectionInfo, LISTENER_SILENCE));
  }

  /**
   * Opens the configured server, or without a URL the embedded one of the directory, which is then
   * started when no other process has started it.
   *
   * @throws DatabaseUnavailable when there is no usable PostgreSQL
   * @throws DataDirectoryException when the embedded server's files cannot be written
   */
  public static Database open(DatabaseConfig config, DataDirectory directory) {
    return open(config, directory, EmbeddedSettings.standard());
  }

  static Database open(DatabaseConfig config, DataDirectory directory, EmbeddedSettings settings) {
    Server server =
        config
            .url()
            .<Server>map(url -> ExternalServer.of(config, url))
            .orElseGet(() -> EmbeddedServer.open(directory, settings));
    return connect(server, config);
  }

  /** Connects once, to fail now and clearly rather than later; closes the server if that fails. */
  static Database connect(Server server, DatabaseConfig config) {
    boolean opened = false;
    try {
      verify(server);
      Database database = overPool(server, config);
      opened = true;
      return database;
    } finally {
      if (!opened) {
        server.close();
      }
    }
  }

  private static Database overPool(Server server, DatabaseConfig config) {
    HikariDataSource pool =
        Pools.open(
            new Connector(server::connectionInfo, LONGEST_SILENCE),
            config,
            server.connectionInfo().database());
    try {
      return new Database(server, config, pool);
    } catch (RuntimeException | Error e) {
      pool.close();
      throw e;
    }
  }

  private static void verify(Server server) {
    try (Connection connection = firstConnection(server)) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_MAJOR) {
        throw new DatabaseUnavailable(
            "The database server is PostgreSQL " + major + ". Use " + OLDEST_MAJOR + " or newer.");
      }
    } catch (SQLException e) {
      throw Connecting.explain(e, "database " + server.connectionInfo(), server.passwordPlace());
    }
  }

  private static Connection firstConnection(Server server) throws SQLException {
    Connector connector = new Connector(server::connectionInfo, LISTENER_SILENCE);
    try {
      return connector.getConnection();
    } catch (SQLException e) {
      if (!(server instanceof EmbeddedServer) || !NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
      // The embedded server is new: its own database is still to be made.
      create(server.connectionInfo().withDatabase("postgres"), server.connectionInfo().database());
      return connector.getConnection();
    }
  }

  private static void create(ConnectionInfo through, String name) throws SQLException {
    try (Connection connection = new Connector(() -> through, LONGEST_SILENCE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** The pool. Its {@code getConnection} fails within the configured connection timeout. */
  public DataSource dataSource() {
    return pool;
  }

  /** JDBI over the pool, with the PostgreSQL plugin. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Brings the tables of a module up to date from {@code classpath:db/<module>}, in the schema
   * named as the module without {@code -}, where the history is kept too. One query when they are
   * current already; several nodes may call it at once.
   *
   * @throws MigrationFailed when files are missing or changed after they were applied, or SQL fails
   */
  public void migrate(String module) {
    migrator.migrate(module);
  }

  /** Whether a statement can be run right now. Answers within the connection timeout plus 2 s. */
  public boolean reachable() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(REACHABLE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Calls {@code onNotify} with the payload of each {@code NOTIFY} on the channel. Nothing is
   * replayed: what was sent while the connection was down is lost, so {@code onReconnected} is
   * called each time listening has begun, the first time too, to load afresh. Both are called in
   * one thread shared by all listeners of this database: be quick. When one throws, the rest are
   * told, then listening begins anew after a pause of at most 5 s, and {@code onReconnected} of
   * every listener is called again: so a failed one is retried until it succeeds.
   *
   * @param channel lower-case letters, digits and {@code _}, starting with a letter
   */
  public Subscription listen(String channel, Consumer<String> onNotify, Runnable onReconnected) {
    return notifications.listen(channel, onNotify, onReconnected);
  }

  /**
   * Makes another database on the same server; nothing to do when it exists.
   *
   * @param name lower-case letters, digits and {@code _}, starting with a letter
   * @throws DatabaseUnavailable when the server refuses
   */
  public void createDatabase(String name) {
    requireName(name);
    try {
      create(server.connectionInfo(), name);
    } catch (SQLException e) {
      throw new DatabaseUnavailable(
          "Database "
              + name
              + " cannot be created (SQLSTATE "
              + e.getSQLState()
              + "). Give the user the CREATEDB right, and check the disk.",
          e);
    }
  }

  /**
   * Opens another database of the same server with a pool of its own. Close it before this one.
   *
   * @throws DatabaseUnavailable when it does not exist or refuses
   */
  public Database sibling(String name) {
    requireName(name);
    Server owner = server;
    Server there =
        new Server() {
          @Override
          public ConnectionInfo connectionInfo() {
            return owner.connectionInfo().withDatabase(name);
          }

          @Override
          public String passwordPlace() {
            return owner.passwordPlace();
          }

          @Override
          public void close() {
            // The owner closes the server.
          }
        };
    return connect(there, config);
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Database name must match " + NAME + ": " + name);
    }
  }

  /** Where this database is now and how to sign in; an embedded server's port may change. */
  public ConnectionInfo connectionInfo() {
    return server.connectionInfo();
  }

  /** Closes the pool; stops the embedded server when nobody else uses it. Twice is harmless. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        notifications.close();
        pool.close();
      } finally {
        server.close();
      }
    }
  }
}

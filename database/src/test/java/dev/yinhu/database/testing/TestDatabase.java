package dev.yinhu.database.testing;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.database.ServerControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A fresh database with the tables of the wanted modules, on the one embedded server of this JVM.
 * The server starts with the first call and stops when the JVM ends; a database is copied from a
 * template that each set of modules gets once. fsync is off: for durability use {@link TestServer}.
 * Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final Database database;

  private TestDatabase(String name, Database database) {
    this.name = name;
    this.database = database;
  }

  /** Makes a database and migrates these modules in this order; the order is part of the set. */
  public static TestDatabase create(String... modules) {
    String template = Shared.template(List.of(modules));
    String name = "test_" + NUMBER.incrementAndGet();
    Shared.copy(template, name);
    return new TestDatabase(name, Shared.SERVER.open(name));
  }

  /** JDBI over this database's pool. */
  public Jdbi jdbi() {
    return database.jdbi();
  }

  /** This database's pool. */
  public DataSource dataSource() {
    return database.dataSource();
  }

  /** URL without user and password; see {@link #connectionInfo}. */
  public String jdbcUrl() {
    return connectionInfo().jdbcUrl();
  }

  /** Where it is and how to sign in. */
  public ConnectionInfo connectionInfo() {
    return database.connectionInfo();
  }

  /** For code that takes a {@link Database}. Closing this test database closes it. */
  public Database database() {
    return database;
  }

  /** Closes the pool and drops the database. */
  @Override
  public void close() {
    database.close();
    Shared.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  /** The server of this JVM; the class is loaded, and so the server started, on first use. */
  private static final class Shared {
    static final ServerControl SERVER = startServer();
    private static final AtomicInteger TEMPLATES = new AtomicInteger();
    private static final Map<List<String>, String> BY_MODULES = new HashMap<>();

    private static ServerControl startServer() {
      try {
        Path directory = Files.createTempDirectory("yinhu-tests");
        ServerControl server = ServerControl.open(directory, false, DatabaseConfig.embedded());
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  server.close();
                  TestServer.delete(directory);
                }));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static synchronized String template(List<String> modules) {
      return BY_MODULES.computeIfAbsent(modules, Shared::makeTemplate);
    }

    private static String makeTemplate(List<String> modules) {
      String name = "template_" + TEMPLATES.incrementAndGet();
      SERVER.database().createDatabase(name);
      try (Database template = SERVER.open(name)) {
        modules.forEach(template::migrate);
      }
      awaitUnused(name);
      return name;
    }

    /** A template must have no session; those just closed take a moment to end. */
    private static void awaitUnused(String name) {
      long end = System.nanoTime() + 10_000_000_000L;
      while (sessions(name) > 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }

    private static int sessions(String name) {
      return SERVER
          .database()
          .jdbi()
          .withHandle(h ->
              h.select("SELECT count(*) FROM pg_stat_activity WHERE datname = ?", name)
                  .mapTo(Integer.class)
                  .one());
    }

    static synchronized void copy(String template, String name) {
      execute("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY FILE_COPY");
    }

    static void execute(String sql) {
      SERVER.database().jdbi().useHandle(h -> h.execute(sql));
    }
  }
}

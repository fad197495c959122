package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.database.testing.MariaDbServer;
import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop's own database on one of the real servers, and plain SQL over it. */
final class Shop implements AutoCloseable {
  /** The servers and drivers that are tested. */
  enum Server {
    POSTGRES,
    MARIADB,
    MYSQL_DRIVER
  }

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final Server server;
  final String schema;
  private final Optional<TestDatabase> postgres;
  private final Path password;

  private Shop(Server server) throws IOException {
    this.server = server;
    if (server == Server.POSTGRES) {
      TestDatabase database = TestDatabase.create();
      postgres = Optional.of(database);
      schema = "public";
      password = Files.createTempFile("yinhu-scan", "password");
      password.toFile().deleteOnExit();
      Files.writeString(password, database.connectionInfo().password() + "\n");
    } else {
      postgres = Optional.empty();
      schema = "shop" + NUMBER.incrementAndGet();
      password = MariaDbServer.shared().passwordFile();
    }
  }

  /** An empty database of its own. */
  static Shop on(Server server) {
    try {
      Shop shop = new Shop(server);
      if (shop.postgres.isEmpty()) {
        try (Connection connection = MariaDbServer.shared().connect("mysql");
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + shop.schema + " CHARACTER SET utf8mb4");
        }
      }
      return shop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  boolean isPostgres() {
    return postgres.isPresent();
  }

  String url() {
    return switch (server) {
      case POSTGRES -> postgres.orElseThrow().jdbcUrl();
      case MARIADB -> MariaDbServer.shared().url("mariadb", schema);
      case MYSQL_DRIVER -> MariaDbServer.shared().url("mysql", schema);
    };
  }

  /** What gives a column n of the numbers from 1. */
  String numbers(int most) {
    return isPostgres()
        ? "generate_series(1, %d) n".formatted(most)
        : "(SELECT seq AS n FROM seq_1_to_%d) numbers".formatted(most);
  }

  DatabaseTarget target(TableSelection selection) {
    String user =
        postgres.map(d -> d.connectionInfo().user()).orElseGet(() -> MariaDbServer.shared().user());
    return new DatabaseTarget(url(), Optional.of(user), new Password.InFile(password), selection);
  }

  DatabaseTarget target() {
    return target(TableSelection.ALL);
  }

  TableName table(String name) {
    return new TableName(schema, name);
  }

  Connection connect() throws SQLException {
    if (postgres.isPresent()) {
      var info = postgres.get().connectionInfo();
      return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }
    return MariaDbServer.shared().connect(schema);
  }

  void run(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The same where it may fail. */
  void tryTo(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      // As may be.
    }
  }

  /** Rows into one table, their values bound as texts. */
  void insert(String into, Iterable<String[]> rows) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(into)) {
        for (String[] row : rows) {
          for (int i = 0; i < row.length; i++) {
            statement.setString(i + 1, row[i]);
          }
          statement.addBatch();
        }
        statement.executeBatch();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    postgres.ifPresent(TestDatabase::close);
  }
}

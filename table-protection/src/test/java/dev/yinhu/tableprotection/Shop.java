package dev.yinhu.tableprotection;

import dev.yinhu.database.testing.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop's own database on one of the real servers, and plain SQL over it. */
final class Shop {
  /** The servers and drivers that are tested. */
  enum Server {
    POSTGRES,
    MARIADB,
    MYSQL_DRIVER
  }

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final Server server;
  final String schema = "shop" + NUMBER.incrementAndGet();
  private final Workshop workshop;

  private Shop(Server server, Workshop workshop) {
    this.server = server;
    this.workshop = workshop;
  }

  /** An empty schema of its own. */
  static Shop on(Server server, Workshop workshop) {
    Shop shop = new Shop(server, workshop);
    if (server == Server.POSTGRES) {
      shop.run("CREATE SCHEMA " + shop.schema);
    } else {
      try (Connection connection = MariaDbServer.shared().connect("mysql");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + shop.schema + " CHARACTER SET utf8mb4");
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    return shop;
  }

  boolean postgres() {
    return server == Server.POSTGRES;
  }

  String url() {
    return switch (server) {
      case POSTGRES -> workshop.database.connectionInfo().jdbcUrl();
      case MARIADB -> MariaDbServer.shared().url("mariadb", schema);
      case MYSQL_DRIVER -> MariaDbServer.shared().url("mysql", schema);
    };
  }

  String user() {
    return postgres() ? workshop.database.connectionInfo().user() : MariaDbServer.shared().user();
  }

  Path passwordFile() {
    return postgres() ? workshop.passwordFile() : MariaDbServer.shared().passwordFile();
  }

  Target target(String table) {
    return new Target(url(), Optional.of(user()), Optional.of(passwordFile()), schema, table);
  }

  /** A connection in the shop's schema. */
  Connection connect() throws SQLException {
    if (!postgres()) {
      return MariaDbServer.shared().connect(schema);
    }
    var info = workshop.database.connectionInfo();
    Connection connection =
        DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    connection.setSchema(schema);
    return connection;
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

  /** The first column of every row. */
  List<String> column(String query) {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  long count(String rest) {
    return Long.parseLong(column("SELECT count(*) FROM " + rest).getFirst());
  }
}

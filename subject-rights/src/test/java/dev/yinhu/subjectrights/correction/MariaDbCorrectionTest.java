package dev.yinhu.subjectrights.correction;

import dev.yinhu.database.testing.MariaDbServer;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

class MariaDbCorrectionTest extends CorrectionContract {
  private static final MariaDbServer SERVER = MariaDbServer.shared();
  private static final String NAME = "correct_shop";

  @BeforeAll
  static void create() {
    run("", "create database if not exists " + NAME + " character set utf8mb4");
  }

  private static void run(String database, String sql) {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Connection open(String database) throws SQLException {
    return DriverManager.getConnection(SERVER.url("mariadb", database), SERVER.user(), password());
  }

  private static String password() {
    try {
      return Files.readAllLines(SERVER.passwordFile()).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void execute(String sql) {
    run(NAME, sql);
  }

  @Override
  String read(String sql) {
    try (Connection connection = open(NAME);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  char quote() {
    return '`';
  }

  @Override
  JdbcSettings settings() {
    return as(SERVER.user(), password());
  }

  @Override
  JdbcSettings reading() {
    for (String host : new String[] {"localhost", "127.0.0.1", "%"}) {
      execute("create or replace user only_looks@'" + host + "' identified by 'not-a-secret'");
      execute("grant select on " + NAME + ".* to only_looks@'" + host + "'");
    }
    return as("only_looks", "not-a-secret");
  }

  private static JdbcSettings as(String user, String password) {
    return new JdbcSettings(
        "shop",
        SERVER.url("mariadb", NAME),
        Optional.of(user),
        Optional.of(password),
        Map.of(),
        Map.of());
  }
}

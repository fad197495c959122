package dev.yinhu.subjectrights.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.database.testing.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbConnectorTest extends ConnectorContract {
  private static final MariaDbServer SERVER = MariaDbServer.shared();

  @BeforeAll
  static void create() {
    run(
        SERVER.url("mariadb", ""),
        "create database if not exists rights_shop character set utf8mb4");
  }

  private static void run(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, SERVER.user(), password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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
    run(SERVER.url("mariadb", "rights_shop"), sql);
  }

  @Override
  JdbcSettings settings() {
    return settings(SERVER.url("mariadb", "rights_shop"));
  }

  @Override
  JdbcSettings away() {
    return settings("jdbc:mariadb://127.0.0.1:1/rights_shop");
  }

  @Override
  JdbcSettings reading() {
    for (String host : new String[] {"localhost", "127.0.0.1", "%"}) {
      execute("create or replace user only_reads@'" + host + "' identified by 'not-a-secret'");
      execute("grant select on rights_shop.* to only_reads@'" + host + "'");
    }
    return new JdbcSettings(
        "shop",
        SERVER.url("mariadb", "rights_shop"),
        Optional.of("only_reads"),
        Optional.of("not-a-secret"),
        Map.of(),
        Map.of());
  }

  private static JdbcSettings settings(String url) {
    return new JdbcSettings(
        "shop", url, Optional.of(SERVER.user()), Optional.of(password()), Map.of(), Map.of());
  }

  @Override
  String quoted(String identifier) {
    return '`' + identifier + '`';
  }

  /** Code 1205, which MySQL tells with the state HY000. */
  @Test
  void aRowThatAnotherHoldsForTooLongIsTriedAgainLaterAndNotGivenUp() throws SQLException {
    String url = SERVER.url("mariadb", "rights_shop");
    JdbcConnector hurried =
        new JdbcConnector(
            settings(url + "?sessionVariables=innodb_lock_wait_timeout=1"), ShopGraph.GRAPH);
    try (Connection other = DriverManager.getConnection(url, SERVER.user(), password());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      assertThat(
              statement.executeUpdate("update `lines` set title = 'held' where order_id = 'o-1'"))
          .isPositive();

      assertThatExceptionOfType(StoreUnavailable.class)
          .isThrownBy(
              () -> hurried.erase(ShopGraph.node("lines"), ANNA, new ErasePlan.DeleteRows()));
      other.rollback();
    }
    assertThat(hurried.erase(ShopGraph.node("lines"), ANNA, new ErasePlan.DeleteRows()))
        .isEqualTo(new Answer.Known<>(new Erased(3, 0)));
    hurried.close();
  }
}

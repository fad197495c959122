package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scan cannot change anything, and tells no secret. */
class ReadOnlyTest {
  private final Scans scans = new Scans();

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void theServerRefusesWritesOfASession(Shop.Server server) throws Exception {
    try (Shop shop = Shop.on(server)) {
      shop.run("CREATE TABLE users (phone varchar(20))");
      DatabaseConnector connector =
          new DatabaseConnector(shop.target(), Map.of(), Duration.ofMinutes(1));
      try (Connection connection = connector.open();
          Statement statement = connection.createStatement()) {
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        assertThatThrownBy(() -> statement.execute("INSERT INTO users VALUES ('1')"))
            .isInstanceOf(SQLException.class);
        connection.rollback();
        assertThatThrownBy(() -> statement.execute("CREATE TABLE other (a int)"))
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Shop.Server.class,
      names = {"POSTGRES", "MARIADB"})
  void whatTheUserMayNotReadIsTold(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run("CREATE TABLE open_one (phone varchar(20))", "CREATE TABLE shut (a varchar(20))");
      String user = "weak_" + shop.schema;
      if (shop.isPostgres()) {
        shop.run(
            "DROP ROLE IF EXISTS " + user,
            "CREATE ROLE " + user + " LOGIN PASSWORD 'secret-word'",
            "GRANT SELECT ON open_one TO " + user);
      } else {
        shop.run(
            "CREATE USER " + user + " IDENTIFIED BY 'secret-word'",
            "GRANT SELECT ON open_one TO " + user,
            "GRANT INSERT ON shut TO " + user);
      }
      DatabaseTarget target =
          new DatabaseTarget(
              shop.url(),
              Optional.of(user),
              new Password.InVariable("SHOP_PASSWORD"),
              TableSelection.ALL);
      DatabaseScan scan =
          new DatabaseScan(
              new DigitScanner(),
              type -> 0.5,
              Scans.KEY,
              Map.of("SHOP_PASSWORD", "secret-word"),
              time -> {});

      DatabaseReport report = run(scan, target);

      assertThat(Scans.table(report, "open_one").complete()).isTrue();
      assertThat(Scans.table(report, "shut").outcome())
          .isInstanceOfSatisfying(
              TableReport.Outcome.Unfinished.class,
              u -> assertThat(u.why()).contains("grant SELECT"));
      assertThat(report.clean()).isFalse();
      if (shop.isPostgres()) {
        shop.run("DROP OWNED BY " + user, "DROP ROLE " + user);
      }
    }
  }

  private static DatabaseReport run(DatabaseScan scan, DatabaseTarget target) {
    try {
      return scan.run(target, DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldWithoutSecrets() {
    DatabaseTarget target =
        new DatabaseTarget(
            "jdbc:postgresql://nobody@127.0.0.1:1/shop?sslkey=secret-place",
            Optional.of("u"),
            new Password.None(),
            TableSelection.ALL);
    assertThat(target.toString()).isEqualTo("DatabaseTarget[jdbc:postgresql://127.0.0.1:1/shop]");
    assertThatThrownBy(
            () -> scans.run(target, DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY))
        .isInstanceOf(DatabaseScanException.class)
        .hasMessageContaining("127.0.0.1:1/shop")
        .hasMessageNotContainingAny("secret-place", "nobody");
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() {
    for (String url :
        new String[] {
          "jdbc:postgresql://h/d?user=u&password=secret-word",
          "jdbc:mysql://u:secret-word@h/d",
          "jdbc:sqlserver://h;Password=secret-word"
        }) {
      assertThatThrownBy(() ->
              new DatabaseTarget(url, Optional.empty(), new Password.None(), TableSelection.ALL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("secret-word");
    }
  }

  @Test
  void aPasswordThatIsNotThereIsTold() {
    assertThatThrownBy(() -> new Password.InVariable("NOT_SET").read(Map.of()))
        .isInstanceOf(DatabaseScanException.class)
        .hasMessageContaining("NOT_SET");
    assertThatThrownBy(() -> new Password.InFile(Path.of("/nowhere/at/all")).read(Map.of()))
        .isInstanceOf(DatabaseScanException.class)
        .hasMessageContaining("/nowhere/at/all");
  }
}

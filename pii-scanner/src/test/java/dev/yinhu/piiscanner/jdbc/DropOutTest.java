package dev.yinhu.piiscanner.jdbc;

import static dev.yinhu.piiscanner.jdbc.DigitScanner.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that the server ends in the middle of a scan. */
class DropOutTest {
  private static final int ROWS = 120_000;
  private final Scans scans = new Scans();

  private static void fill(Shop shop, String create) {
    shop.run(
        create,
        "INSERT INTO users SELECT n, n % 7, 13900000000 + n, repeat('x', 200) FROM "
            + shop.numbers(ROWS));
  }

  /** Ends every session of the scan. */
  private static void kill(Shop shop) {
    if (shop.isPostgres()) {
      shop.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'yinhu scan' AND datname = current_database()");
      return;
    }
    List<Long> sessions = new ArrayList<>();
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id FROM information_schema.processlist"
                    + " WHERE id <> connection_id() AND db = database()")) {
      while (rows.next()) {
        sessions.add(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    // The session that counted just now may be listed still, and be gone.
    sessions.forEach(id -> shop.tryTo("KILL " + id));
  }

  private static void assertEachRowOnce(DatabaseReport report) {
    assertThat(report.complete()).isTrue();
    assertThat(Scans.table(report, "users").rows()).isEqualTo(ROWS);
    ColumnFinding phones = Scans.finding(report, "users", "phone", MOBILE);
    assertThat(phones.hits()).isEqualTo(ROWS);
    assertThat(phones.values()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aScanGoesOnBehindTheLastRowThatItHas(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      fill(
          shop,
          "CREATE TABLE users (id bigint, part int, phone varchar(20), filler varchar(200), PRIMARY"
              + " KEY (part, id))");
      DatabaseProgress killer = Scans.once(3, () -> kill(shop));

      DatabaseReport report = scans.run(shop.target(), DatabaseScanSettings.DEFAULT, killer);

      assertThat(scans.pauses).contains(Duration.ofSeconds(1));
      assertEachRowOnce(report);
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aTableWithoutAKeyIsBegunAnewAndCountedOnce(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      fill(
          shop, "CREATE TABLE users (id bigint, part int, phone varchar(20), filler varchar(200))");
      DatabaseProgress killer = Scans.once(3, () -> kill(shop));

      DatabaseReport report = scans.run(shop.target(), DatabaseScanSettings.DEFAULT, killer);

      assertThat(scans.pauses).contains(Duration.ofSeconds(1));
      assertEachRowOnce(report);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Shop.Server.class,
      names = {"POSTGRES", "MARIADB"})
  void aTableThatCannotBeReadToItsEndIsToldAndNothingIsClean(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run("CREATE TABLE zebra (phone varchar(20))");
      fill(
          shop, "CREATE TABLE users (id bigint, part int, phone varchar(20), filler varchar(200))");
      DatabaseProgress always = Scans.each(() -> kill(shop));

      DatabaseReport report =
          scans.run(shop.target(), DatabaseScanSettings.DEFAULT.tries(3), always);

      assertThat(scans.pauses)
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
      assertThat(report.complete()).isFalse();
      assertThat(report.clean()).isFalse();
      assertThat(Scans.table(report, "users").outcome())
          .isInstanceOfSatisfying(
              Outcome.Unfinished.class,
              u -> assertThat(u.why()).contains("the connection was lost again and again"));
      assertThat(Scans.table(report, "zebra").outcome()).isInstanceOf(Outcome.Finished.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void keysOfTextsTimesAndBytesAreFoundAgain(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      String bytes = shop.isPostgres() ? "bytea" : "varbinary(40)";
      shop.run(
          "CREATE TABLE keyed (word varchar(40) NOT NULL, at timestamp NOT NULL, bin "
              + bytes
              + " NOT NULL, phone varchar(20), UNIQUE (word, at, bin))");
      shop.insert(
          shop.isPostgres()
              ? "INSERT INTO keyed VALUES (?, CAST(? AS timestamp), decode(?, 'hex'), ?)"
              : "INSERT INTO keyed VALUES (?, ?, UNHEX(?), ?)",
          IntStream.range(0, 1_500)
              .mapToObj(i ->
                  new String[] {
                    List.of("Öl", "zebra", "王's", "apple", "\\").get(i % 5),
                    "2026-03-%02d 02:30:%02d.5".formatted(1 + i % 28, i % 60),
                    "%06x".formatted(i * 7919),
                    "" + (13_900_000_000L + i)
                  })
              .toList());
      DatabaseProgress killer = Scans.once(2, () -> kill(shop));

      DatabaseReport report =
          scans.run(shop.target(), DatabaseScanSettings.DEFAULT.slowly(100), killer);

      assertThat(scans.pauses).contains(Duration.ofSeconds(1));
      assertThat(Scans.table(report, "keyed").rows()).isEqualTo(1_500);
      assertThat(Scans.finding(report, "keyed", "phone", MOBILE).hits()).isEqualTo(1_500);
    }
  }
}

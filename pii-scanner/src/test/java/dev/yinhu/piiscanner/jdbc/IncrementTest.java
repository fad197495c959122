package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans that leave out what an earlier one has read. */
class IncrementTest {
  private final Scans scans = new Scans();

  private long rows(Shop shop, Increment rule, ScanState since, ScanState[] next) {
    DatabaseReport report = scans.run(shop, DatabaseScanSettings.DEFAULT.since(rule, since));
    assertThat(report.complete()).isTrue();
    next[0] = report.state(since);
    return Scans.table(report, "users").rows();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void byKeyOnlyNewRowsAreRead(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run(
          "CREATE TABLE users (id bigint PRIMARY KEY, phone varchar(20))",
          "INSERT INTO users VALUES (1, '13912345678'), (2, '13912345679'),"
              + " (9007199254740993, '13912345678')");
      Increment rule = new Increment.ByKey(0);
      ScanState[] state = {ScanState.NOTHING};

      assertThat(rows(shop, rule, state[0], state)).isEqualTo(3);
      assertThat(rows(shop, rule, state[0], state)).isZero();
      shop.run("INSERT INTO users VALUES (9007199254740994, '13912345678')");
      assertThat(rows(shop, rule, state[0], state)).isEqualTo(1);
      assertThat(rows(shop, new Increment.ByKey(1), state[0], state)).isZero();
      shop.run("INSERT INTO users VALUES (9007199254740996, '13912345678')");
      assertThat(rows(shop, rule, state[0], state)).as("one within the margin").isEqualTo(2);
      assertThat(rows(shop, rule, state[0], state)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void byTimeChangedRowsAreReadAndThoseWithoutATime(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      String time = shop.isPostgres() ? "timestamptz" : "datetime(6)";
      shop.run(
          "CREATE TABLE users (id int PRIMARY KEY, phone varchar(20), updated_at " + time + ")",
          "INSERT INTO users VALUES (1, '13912345678', '2026-01-01 10:00:00.123456'),"
              + " (2, '13912345678', '2026-01-02 10:00:00.123456'), (3, '5', NULL)");
      Increment rule =
          new Increment.ByColumn(List.of(new NamePattern("updat*")), Duration.ofMinutes(1));
      ScanState[] state = {ScanState.NOTHING};

      assertThat(rows(shop, rule, state[0], state)).isEqualTo(3);
      assertThat(rows(shop, rule, state[0], state)).as("margin and NULL").isEqualTo(2);
      shop.run("UPDATE users SET updated_at = '2026-01-03 00:00:00' WHERE id = 1");
      assertThat(rows(shop, rule, state[0], state)).isEqualTo(3);
      assertThat(rows(shop, rule, state[0], state)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aTableWithoutSuchAColumnIsReadInFull(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run(
          "CREATE TABLE users (phone varchar(20))", "INSERT INTO users VALUES ('13912345678')");
      ScanState[] state = {ScanState.NOTHING};

      assertThat(rows(shop, new Increment.ByKey(0), state[0], state)).isEqualTo(1);
      assertThat(state[0]).isEqualTo(ScanState.NOTHING);
      assertThat(rows(shop, new Increment.ByKey(0), state[0], state)).isEqualTo(1);
    }
  }
}

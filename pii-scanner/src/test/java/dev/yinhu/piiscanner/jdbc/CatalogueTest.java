package dev.yinhu.piiscanner.jdbc;

import static dev.yinhu.piiscanner.jdbc.DigitScanner.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tables there are, whatever they are called. */
class CatalogueTest {
  private final Scans scans = new Scans();

  private static String quoted(Shop shop, String name) {
    return shop.isPostgres()
        ? '"' + name.replace("\"", "\"\"") + '"'
        : '`' + name.replace("`", "``") + '`';
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void namesMayHoldAnyCharacters(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      List<String> names =
          List.of("a\"b", "a`b", "a.b", "a b", "Upper", "用户表", "x'; DROP TABLE y; --", "50%_\\x");
      for (String name : names) {
        String table = quoted(shop, name);
        String column = quoted(shop, name);
        String key = quoted(shop, "k " + name);
        shop.run(
            "CREATE TABLE %s (%s int PRIMARY KEY, %s varchar(30))".formatted(table, key, column),
            "INSERT INTO %s VALUES (1, '13912345678'), (2, NULL)".formatted(table));
      }

      DatabaseReport report = scans.run(shop);

      assertThat(report.complete()).isTrue();
      assertThat(report.tables().stream().map(t -> t.name().table()))
          .containsExactlyInAnyOrderElementsOf(names);
      for (String name : names) {
        assertThat(Scans.table(report, name).rows()).isEqualTo(2);
        assertThat(Scans.finding(report, name, name, MOBILE).hits()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aTableMayHaveAThousandColumns(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      String columns =
          IntStream.range(0, 1_000)
              .mapToObj(i -> "c" + i + " varchar(12)")
              .collect(Collectors.joining(", "));
      shop.run(
          "CREATE TABLE wide (" + columns + ")" + (shop.isPostgres() ? "" : " ENGINE = Aria"),
          "INSERT INTO wide (c0, c999) VALUES ('13912345678', '13912345679')",
          "INSERT INTO wide (c500) VALUES ('13912345678')");

      DatabaseReport report = scans.run(shop);

      assertThat(Scans.table(report, "wide").columns()).hasSize(1_000);
      assertThat(report.complete()).isTrue();
      assertThat(report.findings().stream().map(ColumnFinding::column))
          .containsExactly("c0", "c500", "c999");
      assertThat(report.findings()).allSatisfy(f -> assertThat(f.hits()).isEqualTo(1));
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void tablesAreChosenByPatterns(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      for (String name : List.of("users", "user_logs", "orders", "\"dotted.name\"")) {
        String quoted = name.startsWith("\"") ? quoted(shop, "dotted.name") : name;
        shop.run("CREATE TABLE " + quoted + " (phone varchar(20))");
      }
      TableSelection some =
          new TableSelection(
              List.of(TablePattern.parse("user*"), TablePattern.parse("*.\"dotted.*\"")),
              List.of(TablePattern.parse(shop.schema + ".*_logs")),
              false);

      DatabaseReport report =
          scans.run(shop.target(some), DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY);

      assertThat(report.tables().stream().map(t -> t.name().table()))
          .containsExactly("dotted.name", "users");
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void viewsAreReadWhenAskedFor(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run(
          "CREATE TABLE users (phone varchar(20))",
          "INSERT INTO users VALUES ('13912345678')",
          "CREATE VIEW phones AS SELECT phone FROM users");

      assertThat(scans.run(shop).tables()).hasSize(1);

      TableSelection views = new TableSelection(List.of(), List.of(), true);
      DatabaseReport report =
          scans.run(shop.target(views), DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY);
      assertThat(Scans.finding(report, "phones", "phone", MOBILE).hits()).isEqualTo(1);
      assertThat(report.complete()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void rowsOfPartitionsAndOfTablesThatInheritAreReadOnce(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run(
          "CREATE TABLE logs (id bigint, phone text, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
          "CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (100)",
          "CREATE TABLE logs_2 PARTITION OF logs FOR VALUES FROM (100) TO (1000)",
          "INSERT INTO logs SELECT i, 13900000000 + i FROM generate_series(1, 300) i",
          "CREATE TABLE parent (phone text)",
          "CREATE TABLE child () INHERITS (parent)",
          "INSERT INTO parent VALUES ('13912345678')",
          "INSERT INTO child VALUES ('13912345678')");

      DatabaseReport report = scans.run(shop);

      assertThat(report.tables().stream().map(t -> t.name().table()))
          .containsExactly("child", "logs", "parent");
      assertThat(report.tables().stream().map(TableReport::rows)).containsExactly(1L, 300L, 1L);
    }
  }
}

package dev.yinhu.piiscanner.jdbc;

import static dev.yinhu.piiscanner.jdbc.DigitScanner.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of all types and lengths. */
class CellsTest {
  private final Scans scans = new Scans();

  @Test
  void postgresTypesAreReadAsTheTextsThatTheyAre() {
    try (Shop shop = Shop.on(Shop.Server.POSTGRES)) {
      shop.run(
          "CREATE TYPE mood AS ENUM ('13912345678', 'sad')",
          "CREATE DOMAIN phone AS text CHECK (value <> '')",
          """
          CREATE TABLE t (big bigint, num numeric(20), js json, jsb jsonb, x xml, arr text[],
            bin bytea, m mood, dom phone, small smallint, u uuid, flag boolean, d date,
            "from" character(20), nums bigint[])
          """,
          """
          INSERT INTO t VALUES (13912345678, 13912345678, '{"a":"13912345678"}',
            '{"a":["13912345678"]}', '<a>13912345678</a>', '{a,13912345678,13912345679}',
            convert_to('电话 13912345678', 'UTF8'), '13912345678', '13912345678', 7,
            gen_random_uuid(), true, '2001-02-03', '13912345678', '{1,13912345678}')
          """,
          "INSERT INTO t (bin) VALUES ('\\x00ff00ff')");

      DatabaseReport report = scans.run(shop);

      for (String column :
          List.of("big", "num", "js", "jsb", "x", "arr", "bin", "m", "dom", "from", "nums")) {
        ColumnFinding finding = Scans.finding(report, "t", column, MOBILE);
        assertThat(finding.hits()).as(column).isEqualTo(1);
        assertThat(finding.insideText())
            .as(column)
            .isEqualTo(List.of("js", "jsb", "x", "bin").contains(column));
      }
      for (String column : List.of("small", "u", "flag")) {
        assertThat(Scans.column(report, "t", column).state()).isEqualTo(State.NOT_READ);
      }
      assertThat(Scans.column(report, "t", "d").values()).isEqualTo(1);
      assertThat(Scans.column(report, "t", "bin").notText()).isEqualTo(1);
      assertThat(report.complete()).as("bytes that are no text were not scanned").isFalse();
      assertThat(report.clean()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Shop.Server.class,
      names = {"MARIADB", "MYSQL_DRIVER"})
  void mariaDbTypesAreReadAsTheTextsThatTheyAre(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      shop.run(
          """
          CREATE TABLE t (big bigint, num decimal(20), js json, bin blob, lt longtext,
            e enum('13912345678', 'sad'), y year, flag bit(1), d date, tm time, dt datetime)
          """,
          """
          INSERT INTO t VALUES (13912345678, 13912345678, '{"a":"13912345678"}',
            '电话 13912345678', '13912345678', '13912345678', 2001, 1, '2001-02-03', '10:00:00',
            '2001-02-03 10:00:00')
          """,
          "INSERT INTO t (bin) VALUES (x'00ff00ff')");

      DatabaseReport report = scans.run(shop);

      for (String column : List.of("big", "num", "js", "bin", "lt", "e")) {
        assertThat(Scans.finding(report, "t", column, MOBILE).hits()).as(column).isEqualTo(1);
      }
      assertThat(Scans.column(report, "t", "bin").notText()).isEqualTo(1);
      assertThat(Scans.column(report, "t", "flag").state()).isEqualTo(State.NOT_READ);
      assertThat(Scans.column(report, "t", "dt").values()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void hugeValuesAreReadSoFarAndThatIsTold(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      String text = shop.isPostgres() ? "text" : "longtext";
      shop.run(
          "CREATE TABLE t (id int PRIMARY KEY, body " + text + ", tail " + text + ")",
          "INSERT INTO t VALUES (1, CONCAT(REPEAT('啊', 190000), '13912345678'),"
              + " CONCAT(REPEAT('a', 900000), ' 13912345678'))",
          "INSERT INTO t VALUES (2, NULL, '')");

      DatabaseReport report = scans.run(shop, DatabaseScanSettings.DEFAULT.cells(200_000));

      ColumnFinding body = Scans.finding(report, "t", "body", MOBILE);
      assertThat(body.hits()).isEqualTo(1);
      assertThat(body.insideText()).isTrue();
      assertThat(Scans.column(report, "t", "body").cut()).isZero();
      assertThat(Scans.column(report, "t", "body").nulls()).isEqualTo(1);
      ColumnReport tail = Scans.column(report, "t", "tail");
      assertThat(tail.cut()).isEqualTo(1);
      assertThat(tail.findings()).isEmpty();
      assertThat(report.complete()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void manyLongValuesFitIntoMemory(Shop.Server server) {
    try (Shop shop = Shop.on(server)) {
      String text = shop.isPostgres() ? "text" : "longtext";
      shop.run("CREATE TABLE t (id int PRIMARY KEY, body " + text + ")");
      shop.insert(
          shop.isPostgres()
              ? "INSERT INTO t VALUES (CAST(? AS int), repeat('x ', 100000) || ?)"
              : "INSERT INTO t VALUES (?, CONCAT(REPEAT('x ', 100000), ?))",
          IntStream.range(0, 200)
              .mapToObj(i -> new String[] {"" + i, "" + (13_900_000_000L + i)})
              .toList());

      DatabaseReport report = scans.run(shop);

      assertThat(Scans.finding(report, "t", "body", MOBILE).hits()).isEqualTo(200);
      assertThat(Scans.table(report, "t").rows()).isEqualTo(200);
    }
  }
}

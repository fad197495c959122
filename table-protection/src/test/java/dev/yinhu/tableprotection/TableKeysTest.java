package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of tables of many types, alone and together, and ids that are no subjects. */
class TableKeysTest {
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private static ProtectionJob onPerson(Shop shop, List<String> key, int batch) {
    return new ProtectionJob(
        "persons",
        shop.target("users"),
        Workshop.DATA_JOB,
        key,
        Optional.of("person"),
        List.of(column(PHONE, "phone", "phone_ct")),
        List.of(),
        batch,
        OptionalInt.empty());
  }

  private static List<String> keys(String type) {
    return switch (type) {
      case "uuid" ->
          List.of(
              "00000000-0000-0000-0000-000000000001",
              "ffffffff-ffff-ffff-ffff-ffffffffffff",
              "0190f3c4-1111-7222-8333-444455556666");
      case "numeric(30,10)", "decimal(30,10)" ->
          List.of("-1.5", "12345678901234567890.0123456789", "12345678901234567890.0123456788");
      case "timestamptz", "datetime(6)" ->
          List.of(
              "2026-01-01 00:00:00.000001", "2026-01-01 00:00:00.000002", "1999-12-31 00:00:00");
      case "date" -> List.of("2026-01-01", "1999-12-31");
      case "bytea" -> List.of("\\x00ff", "\\x", "\\x41");
      case "varbinary(20)" -> List.of("x'00ff'", "x''", "x'41'");
      case "bigint unsigned" ->
          List.of("18446744073709551615", "18446744073709551614", "9223372036854775808", "0");
      default -> List.of("a'b", "zé", "B", "10", "9");
    };
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void whatIsRefusedIsCountedAndTheRestIsDone(Shop.Server server) {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id bigint NOT NULL PRIMARY KEY, person varchar(600), phone text,"
            + " phone_ct text)",
        "INSERT INTO users VALUES (1, 'p-1', '1', NULL), (2, NULL, '2', NULL),"
            + " (-3, 'p-3', '3', NULL), (9007199254740993, 'p-4', '4', NULL),"
            + " (9007199254740992, '', '5', NULL)");
    ProtectionJob job = onPerson(shop, List.of("id"), 1);

    PhaseReport report = workshop.run(job, Phase.BACKFILL);

    assertThat(report.finished()).isTrue();
    assertThat(report.counts().of(Counted.WRITTEN)).isEqualTo(3);
    assertThat(report.counts().of(Counted.REFUSED)).isEqualTo(2);
    assertThat(shop.column("SELECT id FROM users WHERE phone_ct IS NULL ORDER BY id"))
        .containsExactly("2", "9007199254740992");
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void keysMayBeOfManyTypesAndOfManyColumns(Shop.Server server) {
    List<String> types = new ArrayList<>();
    if (server == Shop.Server.POSTGRES) {
      types.addAll(
          List.of(
              "uuid", "numeric(30,10)", "timestamptz", "bytea", "char(8)", "varchar(9)", "date"));
    } else {
      types.addAll(
          List.of(
              "uuid",
              "decimal(30,10)",
              "datetime(6)",
              "varbinary(20)",
              "char(8)",
              "varchar(9) CHARACTER SET latin1",
              "bigint unsigned",
              "date"));
    }
    for (String type : types) {
      Shop shop = Shop.on(server, workshop);
      shop.run(
          "CREATE TABLE users (a int NOT NULL, b %s NOT NULL, person varchar(40), phone text, phone_ct text, PRIMARY KEY (a, b))"
              .formatted(type));
      int number = 0;
      for (String b : keys(type)) {
        for (int a : new int[] {2, -1, 10}) {
          String literal = type.equals("varbinary(20)") ? b : "'" + b.replace("'", "''") + "'";
          shop.run(
              "INSERT INTO users VALUES (%d, %s, 'p-%d', '1', NULL)"
                  .formatted(a, literal, ++number));
        }
      }
      PhaseReport report = workshop.run(onPerson(shop, List.of("a", "b"), 2), Phase.BACKFILL);

      assertThat(report.clean()).as(type).isTrue();
      assertThat(report.counts().of(Counted.WRITTEN)).as(type).isEqualTo(number);
      assertThat(shop.count("users WHERE phone_ct IS NULL")).as(type).isZero();
    }
  }
}

package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.EMAIL;
import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs over tables of both kinds of servers, through all three drivers. */
class ProtectTableTest {
  private static final List<String> ODD =
      List.of(
          "", " ", "a ", "A ", "a", "13800138000", "😀🇨🇳隐护", "o'Brien\\\"%_`", "line\nbreak\t");

  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private static void insert(Shop shop, Map<String, String> phones) {
    try (Connection connection = shop.connect();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO users (id, phone) VALUES (?, ?)")) {
      connection.setAutoCommit(false);
      for (Map.Entry<String, String> phone : phones.entrySet()) {
        if (shop.postgres() || !phone.getKey().matches("\\d+")) {
          statement.setString(1, phone.getKey());
        } else {
          statement.setLong(1, Long.parseLong(phone.getKey()));
        }
        statement.setString(2, phone.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Shop users(Shop.Server server) {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, phone varchar(100),"
            + " phone_ct varchar(700), email varchar(100), email_ct text)");
    return shop;
  }

  private static Map<String, String> people(int count) {
    Map<String, String> people = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      people.put("u-" + i, i < ODD.size() ? ODD.get(i) : "139" + (10_000_000 + i));
    }
    return people;
  }

  private void assertSealed(Shop shop, Map<String, String> phones) {
    Map<String, String> sealed = new LinkedHashMap<>();
    List<String> ids = shop.column("SELECT id FROM users ORDER BY id");
    List<String> ciphertexts = shop.column("SELECT phone_ct FROM users ORDER BY id");
    for (int i = 0; i < ids.size(); i++) {
      sealed.put(ids.get(i), ciphertexts.get(i));
    }
    phones.forEach((id, phone) -> {
      if (phone == null) {
        assertThat(sealed.get(id)).isNull();
      } else {
        assertThat(workshop.holds(PHONE, id, sealed.get(id), phone)).as(phone).isTrue();
      }
    });
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aTableGoesThroughAllPhases(Shop.Server server) {
    Shop shop = users(server);
    Map<String, String> phones = people(333);
    phones.put("u-none", null);
    insert(shop, phones);
    shop.run("UPDATE users SET email = 'b@shop.example' WHERE id = 'u-7'");
    ProtectionJob job =
        Workshop.job(shop, column(PHONE, "phone", "phone_ct"), column(EMAIL, "email", "email_ct"));

    PhaseReport backfill = workshop.run(job, Phase.BACKFILL);
    assertThat(backfill.clean()).isTrue();
    assertThat(backfill.counts().of(Counted.WRITTEN)).isEqualTo(334);
    assertThat(backfill.counts().of(Counted.CHANGED_MEANWHILE)).isZero();
    assertSealed(shop, phones);
    assertThat(shop.count("users WHERE phone_ct IS NULL")).isEqualTo(1);
    assertThat(shop.count("users WHERE email_ct IS NOT NULL")).isEqualTo(1);
    assertThat(shop.count("users WHERE phone IS NOT NULL")).isEqualTo(333);

    assertThatThrownBy(() -> workshop.run(job, Phase.CLEAR))
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("--phase verify");
    PhaseReport verify = workshop.run(job, Phase.VERIFY);
    assertThat(verify.clean()).isTrue();
    assertThat(verify.counts().of(Counted.MATCHED)).isEqualTo(334);

    PhaseReport clear = workshop.run(job, Phase.CLEAR);
    assertThat(clear.clean()).isTrue();
    assertThat(clear.counts().of(Counted.WRITTEN)).isEqualTo(334);
    assertThat(shop.count("users WHERE phone IS NOT NULL OR email IS NOT NULL")).isZero();
    assertSealed(shop, phones);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void rewrapBringsEveryCiphertextUnderTheNewKeyAlsoAfterClearing(Shop.Server server) {
    Shop shop = users(server);
    Map<String, String> phones = people(120);
    insert(shop, phones);
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    workshop.run(job, Phase.BACKFILL);
    workshop.run(job, Phase.VERIFY);
    workshop.run(job, Phase.CLEAR);
    List<String> before = shop.column("SELECT phone_ct FROM users ORDER BY id");

    assertThat(workshop.run(job, Phase.REWRAP).counts().of(Counted.CURRENT)).isEqualTo(120);
    assertThat(shop.column("SELECT phone_ct FROM users ORDER BY id")).isEqualTo(before);

    workshop.crypto.keyrings().rotate(KeyringName.FIELD);
    PhaseReport rewrap = workshop.run(job, Phase.REWRAP);
    assertThat(rewrap.clean()).isTrue();
    assertThat(rewrap.counts().of(Counted.WRITTEN)).isEqualTo(120);
    assertThat(shop.column("SELECT phone_ct FROM users ORDER BY id"))
        .doesNotContainAnyElementsOf(before);
    assertSealed(shop, phones);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void verifyFindsWhatIsWrongAndClearLeavesItAlone(Shop.Server server) throws IOException {
    Shop shop = users(server);
    insert(shop, people(60));
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    workshop.run(job, Phase.BACKFILL);
    workshop.run(job, Phase.VERIFY);
    // The application changes values without their ciphertexts after all was verified.
    shop.run(
        "UPDATE users SET phone = 'A' WHERE id = 'u-4'",
        "UPDATE users SET phone = 'a  ' WHERE id = 'u-2'",
        "UPDATE users SET phone_ct = NULL WHERE id = 'u-20'");

    PhaseReport clear = workshop.run(job, Phase.CLEAR);
    assertThat(clear.finished()).isTrue();
    assertThat(clear.clean()).isFalse();
    assertThat(clear.counts().of(Counted.WRITTEN)).isEqualTo(57);
    assertThat(clear.counts().of(Counted.MISMATCHED)).isEqualTo(2);
    assertThat(clear.counts().of(Counted.MISSING)).isEqualTo(1);
    assertThat(shop.column("SELECT id FROM users WHERE phone IS NOT NULL ORDER BY id"))
        .containsExactly("u-2", "u-20", "u-4");

    PhaseReport verify = workshop.run(job, Phase.VERIFY);
    assertThat(verify.counts().of(Counted.MISMATCHED)).isEqualTo(2);
    assertThat(verify.counts().of(Counted.MISSING)).isEqualTo(1);
    Path findings = verify.findings().orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(findings)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(findings))
        .containsExactlyInAnyOrder(
            "{\"code\":\"different\",\"field\":\"shop.users.phone\",\"key\":[\"u-4\"]}",
            "{\"code\":\"different\",\"field\":\"shop.users.phone\",\"key\":[\"u-2\"]}",
            "{\"code\":\"missing\",\"field\":\"shop.users.phone\",\"key\":[\"u-20\"]}");
    assertThatThrownBy(() -> workshop.run(job, Phase.CLEAR)).hasMessageContaining("--phase verify");
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

  private static ProtectionJob onPerson(Shop shop, List<String> key, int batch) {
    return new ProtectionJob(
        "persons",
        shop.target("users"),
        Workshop.DATA_JOB,
        key,
        Optional.of("person"),
        List.of(column(PHONE, "phone", "phone_ct")),
        batch,
        OptionalInt.empty());
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
  void anEmptyTableAndARowAreTablesToo(Shop.Server server) throws InterruptedException {
    Shop shop = users(server);
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    assertThat(workshop.run(job, Phase.BACKFILL).clean()).isTrue();
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
    insert(shop, Map.of("u-1", "1"));

    CheckReport check = workshop.protection.check(job, Duration.ZERO);
    assertThat(check.ok()).isTrue();
    assertThat(check.columns()).containsExactly(new CheckReport.Column(PHONE, 1, 1, 0, 1));
    assertThat(shop.count("users WHERE phone_ct IS NOT NULL")).isZero();

    assertThat(workshop.run(job, Phase.BACKFILL).counts().of(Counted.WRITTEN)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void theCheckTellsAllThatIsWrongAtOnce(Shop.Server server) throws InterruptedException {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id int NOT NULL PRIMARY KEY, other int, phone varchar(100) NOT NULL,"
            + " phone_ct varchar(80), amount float, email_ct varchar(700) NOT NULL)",
        "INSERT INTO users VALUES (1, 1, '13800138000', NULL, 1, 'x')");
    workshop.access.use(2, Workshop.register("encrypt"));
    ProtectionJob job =
        new ProtectionJob(
            "wrong",
            shop.target("users"),
            Workshop.DATA_JOB,
            List.of("other"),
            Optional.of("perso"),
            List.of(
                column(PHONE, "phone", "phon_ct"), column("shop.users.id", "amount", "email_ct")),
            10,
            OptionalInt.empty());

    CheckReport check = workshop.protection.check(job, Duration.ZERO);

    assertThat(String.join("\n", check.errors()))
        .contains("'other' may be NULL")
        .contains("no unique index")
        .contains("no column 'perso'")
        .contains("no column 'phon_ct' (ciphertext); did you mean 'phone_ct'?")
        .contains("gives data-job the operation rewrap on shop.users.phone")
        .contains("'amount'")
        .contains("'email_ct' is NOT NULL")
        .contains("no protected field shop.users.id");
    assertThatThrownBy(() -> workshop.run(job, Phase.BACKFILL))
        .isInstanceOf(ProtectionException.class);
    workshop.access.use(3, Workshop.register("encrypt, rewrap"));
    ProtectionJob shortColumn = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    assertThat(workshop.protection.check(shortColumn, Duration.ZERO).errors())
        .singleElement()
        .asString()
        .contains("holds 80 characters");
    assertThatThrownBy(() -> workshop.run(shortColumn, Phase.BACKFILL))
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("does not fit")
        .hasMessageNotContaining("13800138000");
    assertThat(shop.column("SELECT phone_ct FROM users")).containsOnlyNulls();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void anErasedPersonsValueIsSealedUnderANewKeyAndTheOldCiphertextIsAMismatch(Shop.Server server) {
    Shop shop = users(server);
    insert(shop, people(3));
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    workshop.run(job, Phase.BACKFILL);
    workshop.crypto.subjects().erase(new SubjectId("u-1"));

    assertThat(workshop.run(job, Phase.VERIFY).counts().of(Counted.MISMATCHED)).isEqualTo(1);
    workshop.crypto.keyrings().rotate(KeyringName.FIELD);
    PhaseReport rewrap = workshop.run(job, Phase.REWRAP);
    assertThat(rewrap.counts().of(Counted.REFUSED)).isEqualTo(1);
    assertThat(rewrap.counts().of(Counted.WRITTEN)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void eachBatchHasItsEntryAndNoEntryHasAValue(Shop.Server server) {
    Shop shop = users(server);
    insert(shop, people(120));
    workshop.run(Workshop.job(shop, column(PHONE, "phone", "phone_ct")), Phase.BACKFILL);

    assertThat(workshop.audit.head().size()).isEqualTo(3);
    for (long i = 0; i < 3; i++) {
      assertThat(workshop.audit.entry(i).orElseThrow().json())
          .contains("\"operation\":\"encrypt\"", "\"caller\":\"data-job\"")
          .doesNotContain("139100000", "u-50");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void oneJobRunsOnceAtATime(Shop.Server server) {
    Shop shop = users(server);
    insert(shop, people(3));
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    List<Throwable> second = new ArrayList<>();
    Watcher starter =
        new Watcher() {
          @Override
          public void begin(Phase phase, int pass, long estimatedRows) {
            second.add(
                org.assertj.core.api.Assertions.catchThrowable(
                    () -> workshop.run(job, Phase.BACKFILL)));
          }

          @Override
          public void advance(long rows) {}

          @Override
          public boolean stopping() {
            return true;
          }
        };

    assertThatThrownBy(
            () -> {
              PhaseReport stopped = workshop.protection.run(job, Phase.BACKFILL, starter);
              assertThat(stopped.finished()).isFalse();
              throw second.getFirst();
            })
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("running already");
    assertThat(workshop.run(job, Phase.BACKFILL).clean()).isTrue();
  }
}

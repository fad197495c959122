package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job held to the table and to the register before it runs. */
class JobCheckTest {
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void anEmptyTableAndARowAreTablesToo(Shop.Server server) throws InterruptedException {
    Users users = Users.on(server, workshop);
    Shop shop = users.shop;
    ProtectionJob job = users.phones();
    assertThat(workshop.run(job, Phase.BACKFILL).clean()).isTrue();
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
    users.insert(Map.of("u-1", "1"));

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
            List.of(),
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
}

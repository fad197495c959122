package dev.yinhu.tableprotection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.FieldRef;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Identity numbers whose ciphertexts are identity numbers, with the key version beside them. */
class ShapedColumnsTest {
  private static final FieldRef ID_NUMBER = FieldRef.parse("shop.users.id_number");

  /** Made up, with right check characters. */
  private static final List<String> NUMBERS =
      List.of("11010519491231002X", "440524188001010014", "11010519491231002x");

  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
    workshop.access.use(2, Workshop.indexedRegister());
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private Shop shop(Shop.Server server) {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, number varchar(18),"
            + " number_ct varchar(18), number_key int)");
    for (int i = 0; i < 2; i++) {
      shop.run("INSERT INTO users VALUES ('u-%d', '%s', NULL, NULL)".formatted(i, NUMBERS.get(i)));
    }
    return shop;
  }

  private static ProtectionJob job(Shop shop, Optional<String> keyVersion) {
    ProtectedColumn column =
        new ProtectedColumn(
            ID_NUMBER,
            "number",
            "number_ct",
            Optional.empty(),
            keyVersion,
            Optional.empty(),
            Map.of());
    return new ProtectionJob(
        shop.schema,
        shop.target("users"),
        Workshop.DATA_JOB,
        List.of("id"),
        Optional.of("id"),
        List.of(column),
        List.of(),
        50,
        OptionalInt.empty());
  }

  private static ProtectionJob job(Shop shop) {
    return job(shop, Optional.of("number_key"));
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void numbersStayNumbersThroughAllPhasesAndRotations(Shop.Server server)
      throws InterruptedException {
    Shop shop = shop(server);
    ProtectionJob job = job(shop);
    assertThat(workshop.protection.check(job, Duration.ZERO).errors()).isEmpty();

    assertThat(workshop.run(job, Phase.BACKFILL).counts().of(Counted.WRITTEN)).isEqualTo(2);
    List<String> first = shop.column("SELECT number_ct FROM users ORDER BY id");
    assertThat(first)
        .allMatch(text -> text.matches("\\d{17}[0-9X]"))
        .doesNotContainAnyElementsOf(NUMBERS);
    assertThat(shop.column("SELECT number_key FROM users")).containsExactly("1", "1");
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();

    workshop.crypto.keyrings().rotate(KeyringName.FORMAT);
    shop.run("INSERT INTO users VALUES ('u-2', '" + NUMBERS.getFirst() + "', NULL, NULL)");
    workshop.run(job, Phase.BACKFILL);
    assertThat(shop.column("SELECT number_key FROM users ORDER BY id"))
        .containsExactly("1", "1", "2");
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();

    PhaseReport rewrap = workshop.run(job, Phase.REWRAP);
    assertThat(rewrap.counts().of(Counted.WRITTEN)).isEqualTo(2);
    assertThat(rewrap.counts().of(Counted.CURRENT)).isEqualTo(1);
    assertThat(shop.column("SELECT number_key FROM users")).containsExactly("2", "2", "2");
    assertThat(shop.column("SELECT number_ct FROM users ORDER BY id").subList(0, 2))
        .doesNotContainAnyElementsOf(first);
    assertThat(workshop.run(job, Phase.VERIFY).counts().of(Counted.MATCHED)).isEqualTo(3);
    assertThat(workshop.run(job, Phase.CLEAR).counts().of(Counted.WRITTEN)).isEqualTo(3);
    assertThat(workshop.run(job, Phase.REWRAP).counts().of(Counted.CURRENT)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aCiphertextWithoutItsKeyVersionIsToldAndLeftAlone(Shop.Server server) throws IOException {
    Shop shop = shop(server);
    ProtectionJob job = job(shop);
    workshop.run(job, Phase.BACKFILL);
    shop.run("UPDATE users SET number_key = NULL WHERE id = 'u-0'");

    PhaseReport verify = workshop.run(job, Phase.VERIFY);
    assertThat(verify.counts().of(Counted.MISSING)).isEqualTo(1);
    assertThat(Files.readAllLines(verify.findings().orElseThrow()))
        .containsExactly(
            "{\"code\":\"key-version\",\"field\":\"shop.users.id_number\",\"key\":[\"u-0\"]}");
    assertThatThrownBy(() -> workshop.run(job, Phase.CLEAR)).hasMessageContaining("--phase verify");
    assertThat(workshop.run(job, Phase.BACKFILL).counts().of(Counted.WRITTEN)).isZero();
    PhaseReport rewrap = workshop.run(job, Phase.REWRAP);
    assertThat(rewrap.counts().of(Counted.REFUSED)).isEqualTo(1);
    assertThat(rewrap.counts().of(Counted.CURRENT)).isEqualTo(1);
    // A version that is there but wrong opens to another number, which only the plaintext tells.
    workshop.crypto.keyrings().rotate(KeyringName.FORMAT);
    shop.run("UPDATE users SET number_key = 2");
    assertThat(workshop.run(job, Phase.VERIFY).counts().of(Counted.MISMATCHED)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void whatDoesNotFitTheShapeIsRefusedAndAJobWithoutKeyVersionsToo(Shop.Server server)
      throws InterruptedException {
    Shop shop = shop(server);
    shop.run("INSERT INTO users VALUES ('u-3', 'unknown', NULL, NULL)");
    assertThat(workshop.protection.check(job(shop, Optional.empty()), Duration.ZERO).errors())
        .singleElement()
        .asString()
        .contains("shop.users.id_number", "'key_version'");

    PhaseReport backfill = workshop.run(job(shop), Phase.BACKFILL);
    assertThat(backfill.counts().of(Counted.REFUSED)).isEqualTo(1);
    assertThat(backfill.counts().of(Counted.WRITTEN)).isEqualTo(2);

    workshop.access.use(3, Workshop.register("encrypt, rewrap"));
    assertThat(workshop.protection.check(job(shop), Duration.ZERO).errors())
        .singleElement()
        .asString()
        .contains("leave 'key_version' out");
  }
}

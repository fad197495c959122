package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.EMAIL;
import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs over tables of both kinds of servers, through all three drivers. */
class ProtectTableTest {
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
  void aTableGoesThroughAllPhases(Shop.Server server) {
    Users users = Users.on(server, workshop);
    Shop shop = users.shop;
    Map<String, String> phones = Users.people(333);
    phones.put("u-none", null);
    users.insert(phones);
    shop.run("UPDATE users SET email = 'b@shop.example' WHERE id = 'u-7'");
    ProtectionJob job =
        Workshop.job(shop, column(PHONE, "phone", "phone_ct"), column(EMAIL, "email", "email_ct"));

    PhaseReport backfill = workshop.run(job, Phase.BACKFILL);
    assertThat(backfill.clean()).isTrue();
    assertThat(backfill.counts().of(Counted.WRITTEN)).isEqualTo(334);
    assertThat(backfill.counts().of(Counted.CHANGED_MEANWHILE)).isZero();
    users.assertSealed(phones);
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
    users.assertSealed(phones);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void verifyFindsWhatIsWrongAndClearLeavesItAlone(Shop.Server server) throws IOException {
    Users users = Users.on(server, workshop);
    Shop shop = users.shop;
    users.insert(Users.people(60));
    ProtectionJob job = users.phones();
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
  void eachBatchHasItsEntryAndNoEntryHasAValue(Shop.Server server) {
    Users users = Users.on(server, workshop);
    users.insert(Users.people(120));
    workshop.run(users.phones(), Phase.BACKFILL);

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
    Users users = Users.on(server, workshop);
    users.insert(Users.people(3));
    ProtectionJob job = users.phones();
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

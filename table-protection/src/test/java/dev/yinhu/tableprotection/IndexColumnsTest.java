package dev.yinhu.tableprotection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.KeyringName;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blind indexes beside ciphertexts: of fields, of their parts, and of two fields together. */
class IndexColumnsTest {
  private static final int PEOPLE = 45;

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
  void everyValueGetsItsIndexesWithItsCiphertext(Shop.Server server) throws InterruptedException {
    IndexedUsers users = IndexedUsers.on(server, workshop);
    users.insert(PEOPLE);
    users.insert("q-none", null, null);
    users.insert("q-phone", "123", null);
    users.insert("q-empty", "", " ");
    ProtectionJob job = users.job();
    CheckReport check = workshop.protection.check(job, Duration.ZERO);
    assertThat(check.errors()).isEmpty();
    assertThat(check.indexes())
        .contains(
            new CheckReport.Index(Workshop.PHONE, "phone_last4", 0, PEOPLE + 2),
            new CheckReport.Index(IndexedUsers.BOTH, "both_index", 0, PEOPLE + 1));

    PhaseReport backfill = workshop.run(job, Phase.BACKFILL);

    assertThat(backfill.clean()).isTrue();
    assertThat(backfill.counts().of(Counted.WRITTEN)).isEqualTo(PEOPLE * 2 + 3);
    assertThat(backfill.counts().of(Counted.INDEXES_WRITTEN)).isEqualTo(PEOPLE * 4 + 1);
    users.assertFound(PEOPLE, true);
    assertThat(users.shop.count("users WHERE phone_index IS NOT NULL")).isEqualTo(PEOPLE + 1);
    assertThat(users.shop.count("users WHERE phone_last4 IS NOT NULL")).isEqualTo(PEOPLE);
    assertThat(users.shop.count("users WHERE both_index IS NOT NULL")).isEqualTo(PEOPLE);
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
    assertThat(workshop.run(job, Phase.CLEAR).clean()).isTrue();
    assertThat(users.shop.count("users WHERE phone IS NOT NULL OR email IS NOT NULL")).isZero();
    users.assertFound(PEOPLE, true);

    PhaseReport cleared = workshop.run(job, Phase.VERIFY);
    assertThat(cleared.clean()).isTrue();
    assertThat(cleared.counts().of(Counted.INDEXES_MATCHED)).isEqualTo(PEOPLE * 4 + 1);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void whatTheApplicationLeftOutIsCompletedAndWhatItWroteStays(Shop.Server server) {
    IndexedUsers users = IndexedUsers.on(server, workshop);
    users.insert(PEOPLE);
    ProtectionJob job = users.job();
    workshop.run(job, Phase.BACKFILL);
    List<String> ciphertexts = users.column("phone_ct");
    List<String> indexes = users.column("phone_index");
    users.shop.run(
        "UPDATE users SET phone_last4 = NULL, both_index = NULL WHERE id < 'p-120'",
        // Another value, of which the application wrote nothing more: all of it is made anew.
        "UPDATE users SET phone = '13700000000', phone_ct = NULL WHERE id = 'p-130'");

    PhaseReport again = workshop.run(job, Phase.BACKFILL);

    assertThat(again.counts().of(Counted.WRITTEN)).isEqualTo(1);
    assertThat(again.counts().of(Counted.INDEXES_WRITTEN)).isEqualTo(20 * 2 + 3);
    assertThat(users.column("phone_ct").subList(0, 30)).isEqualTo(ciphertexts.subList(0, 30));
    assertThat(users.column("phone_index").subList(0, 30)).isEqualTo(indexes.subList(0, 30));
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void verifyFindsWrongIndexesAndClearLeavesTheirValues(Shop.Server server) throws IOException {
    IndexedUsers users = IndexedUsers.on(server, workshop);
    users.insert(PEOPLE);
    users.insert("q-none", null, null);
    ProtectionJob job = users.job();
    workshop.run(job, Phase.BACKFILL);
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
    users.shop.run(
        "UPDATE users SET phone_index = 'yi1.AAAA' WHERE id = 'p-101'",
        "UPDATE users SET email_index = NULL WHERE id = 'p-102'",
        "UPDATE users SET both_index = phone_index WHERE id = 'p-103'",
        "UPDATE users SET phone_last4 = 'yi1.AAAA' WHERE id = 'q-none'");

    PhaseReport clear = workshop.run(job, Phase.CLEAR);
    assertThat(clear.clean()).isFalse();
    assertThat(clear.counts().of(Counted.WRITTEN)).isEqualTo(PEOPLE * 2 - 4);
    assertThat(users.shop.column("SELECT id FROM users WHERE phone IS NOT NULL ORDER BY id"))
        .containsExactly("p-101", "p-103");
    assertThat(users.shop.column("SELECT id FROM users WHERE email IS NOT NULL ORDER BY id"))
        .containsExactly("p-102", "p-103");

    PhaseReport verify = workshop.run(job, Phase.VERIFY);
    assertThat(verify.counts().of(Counted.MISMATCHED)).isEqualTo(3);
    assertThat(verify.counts().of(Counted.MISSING)).isEqualTo(1);
    assertThat(Files.readAllLines(verify.findings().orElseThrow()))
        .containsExactlyInAnyOrder(
            finding("index-different", "phone", "phone_index", "p-101"),
            finding("index-missing", "email", "email_index", "p-102"),
            finding("index-different", "phone_email", "both_index", "p-103"),
            finding("index-leftover", "phone", "phone_last4", "q-none"));
  }

  private static String finding(String code, String field, String column, String id) {
    return "{\"code\":\"%s\",\"field\":\"shop.users.%s\",\"column\":\"%s\",\"key\":[\"%s\"]}"
        .formatted(code, field, column, id);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void rewrapBringsIndexesUnderTheNewestKeyFromTheCiphertexts(Shop.Server server) {
    IndexedUsers users = IndexedUsers.on(server, workshop);
    users.insert(PEOPLE);
    ProtectionJob job = users.job();
    workshop.run(job, Phase.BACKFILL);
    workshop.run(job, Phase.VERIFY);
    workshop.run(job, Phase.CLEAR);
    users.shop.run("UPDATE users SET email_index = NULL WHERE id = 'p-107'");
    workshop.crypto.keyrings().rotate(KeyringName.INDEX);
    List<String> ciphertexts = users.column("phone_ct");

    PhaseReport rewrap = workshop.run(job, Phase.REWRAP);

    assertThat(rewrap.clean()).isTrue();
    assertThat(rewrap.counts().of(Counted.WRITTEN)).isZero();
    assertThat(rewrap.counts().of(Counted.CURRENT)).isEqualTo(PEOPLE * 2);
    assertThat(rewrap.counts().of(Counted.INDEXES_WRITTEN)).isEqualTo(PEOPLE * 4);
    assertThat(users.column("phone_ct")).isEqualTo(ciphertexts);
    users.assertFound(PEOPLE, true);
    List<String> indexes = users.column("email_index");
    assertThat(workshop.run(job, Phase.REWRAP).counts().of(Counted.INDEXES_WRITTEN)).isZero();
    assertThat(users.column("email_index")).isEqualTo(indexes);
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Shop.Server.class, names = "POSTGRES")
  void noEntryOfTheLogHoldsAnIndexOrAValue(Shop.Server server) {
    IndexedUsers users = IndexedUsers.on(server, workshop);
    users.insert(3);
    ProtectionJob job = users.job();
    workshop.run(job, Phase.BACKFILL);
    workshop.run(job, Phase.REWRAP);

    StringBuilder log = new StringBuilder();
    workshop.audit.forEach(0, entry -> log.append(entry.json()).append('\n'));
    assertThat(log)
        .contains("\"operation\":\"search\"", "\"operation\":\"rewrap\"", "\"indexed\"")
        .doesNotContain("yi1.", "yh1.", "1391000", "shop.example", "p-10");
  }
}

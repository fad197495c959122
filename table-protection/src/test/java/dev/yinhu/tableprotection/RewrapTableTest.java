package dev.yinhu.tableprotection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.SubjectId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ciphertexts of tables brought under the newest key. */
class RewrapTableTest {
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
  void rewrapBringsEveryCiphertextUnderTheNewKeyAlsoAfterClearing(Shop.Server server) {
    Users users = Users.on(server, workshop);
    Shop shop = users.shop;
    Map<String, String> phones = Users.people(120);
    users.insert(phones);
    ProtectionJob job = users.phones();
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
    users.assertSealed(phones);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void anErasedPersonsValueIsSealedUnderANewKeyAndTheOldCiphertextIsAMismatch(Shop.Server server) {
    Users users = Users.on(server, workshop);
    users.insert(Users.people(3));
    ProtectionJob job = users.phones();
    workshop.run(job, Phase.BACKFILL);
    workshop.crypto.subjects().erase(new SubjectId("u-1"));

    assertThat(workshop.run(job, Phase.VERIFY).counts().of(Counted.MISMATCHED)).isEqualTo(1);
    workshop.crypto.keyrings().rotate(KeyringName.FIELD);
    PhaseReport rewrap = workshop.run(job, Phase.REWRAP);
    assertThat(rewrap.counts().of(Counted.REFUSED)).isEqualTo(1);
    assertThat(rewrap.counts().of(Counted.WRITTEN)).isEqualTo(2);
  }
}

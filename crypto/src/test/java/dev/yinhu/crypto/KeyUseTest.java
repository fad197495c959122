package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyUseTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final long AHEAD = KeyUseLedger.LEAST_AHEAD;

  private TestCrypto fixture;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static void seal(Crypto room, int times) {
    for (int i = 0; i < times; i++) {
      Envelope sealed =
          room.cipher().seal(Suite.AES256_GCM, PHONE, room.cipher().shared(), "", new byte[] {1});
      if (i == 0) {
        room.cipher().open(PHONE, room.cipher().shared(), "", sealed);
      }
    }
  }

  private static KeyStatus.Version field(Crypto room) {
    return room.lifeCycle(KeyPolicy.DEFAULT).status().keyring(KeyringName.FIELD).activeVersion();
  }

  @Test
  void theUsesOfAllNodesAddUp() {
    Crypto first = fixture.anotherNode();
    Crypto second = fixture.anotherNode();
    assertThat(field(first).lastUsedAt()).isEmpty();
    assertThat(field(first).reserved()).isZero();

    seal(first, 3);
    seal(second, 5);
    field(second);

    KeyStatus.Version version = field(first);
    assertThat(version.sealed()).isEqualTo(8);
    assertThat(version.opened()).isEqualTo(2);
    assertThat(version.reserved()).isEqualTo(2 * AHEAD);
    assertThat(version.lastUsedAt()).contains(TestCrypto.NOW);
    assertThat(field(second).sealed()).as("counted once").isEqualTo(8);
  }

  @Test
  void aNodeThatClosesLeavesItsCountAndNothingReserved() {
    Crypto stays = fixture.anotherNode();
    Crypto leaves = fixture.open();
    seal(leaves, 4);
    field(leaves);
    seal(leaves, 4);

    leaves.close();

    assertThat(field(stays).sealed()).isEqualTo(8);
    assertThat(field(stays).reserved()).isZero();
  }

  @Test
  void whatAKilledNodeHadReservedStaysCounted() {
    Crypto stays = fixture.anotherNode();
    RootKey rootKey = new RootKeyFile(fixture.rootKeyFile()).read().orElseThrow();
    Keyrings killed =
        new Keyrings(
            rootKey,
            new KeyringStore(fixture.database().jdbi()),
            new SecureRandom(),
            () -> TestCrypto.NOW);
    killed.open();
    KeyUseLedger ledger =
        new KeyUseLedger(killed, new KeyUseStore(fixture.database().jdbi()), () -> TestCrypto.NOW);
    KeyUse use = killed.active(KeyringName.FIELD).use();
    use.countSealed();
    ledger.flush();
    IntStream.range(0, 10_000).forEach(i -> use.countSealed());

    KeyStatus.Version version = field(stays);

    assertThat(version.sealed()).isEqualTo(1);
    assertThat(version.sealed() + version.reserved())
        .as("what it may have sealed without telling")
        .isGreaterThanOrEqualTo(10_001);
  }

  @Test
  void aBusyNodeReservesFourTimesWhatItJustSealed() {
    Crypto room = fixture.anotherNode();
    KeyUse use = room.keyrings().active(KeyringName.FIELD).use();
    IntStream.range(0, 100_000).forEach(i -> use.countSealed());

    assertThat(field(room).reserved()).isEqualTo(400_000);
    assertThat(field(room).reserved()).as("idle since").isEqualTo(AHEAD);
  }

  @Test
  void wrappingPeoplesKeysCountsForTheirKeyring() {
    Crypto room = fixture.anotherNode();
    TestCrypto.scope(room, "c-1");
    TestCrypto.scope(room, "c-2");
    room.subjects().forgetAll();
    TestCrypto.scope(room, "c-1");
    TestCrypto.scope(room, "c-2");

    KeyStatus.Version version =
        room.lifeCycle(KeyPolicy.DEFAULT).status().keyring(KeyringName.SUBJECT).activeVersion();

    assertThat(version.sealed()).isEqualTo(2);
    assertThat(version.opened()).isEqualTo(2);
  }

  @Test
  void noUseIsLostWhenManyThreadsCountAndTheKeeperStores() throws Exception {
    Crypto room = fixture.anotherNode();
    Callable<Integer> sealing =
        () -> {
          seal(room, 2_000);
          return 0;
        };
    Callable<Integer> storing =
        () -> {
          for (int i = 0; i < 20; i++) {
            field(room);
          }
          return 0;
        };

    Together.run(List.of(sealing, storing, sealing, storing));

    assertThat(field(room).sealed()).isEqualTo(4_000);
  }

  @Test
  void aVersionThatWasRotatedKeepsItsCount() {
    Crypto room = fixture.anotherNode();
    seal(room, 2);
    room.keyrings().rotate(KeyringName.FIELD);
    seal(room, 3);

    KeyStatus.Keyring field = room.lifeCycle(KeyPolicy.DEFAULT).status().keyring(KeyringName.FIELD);

    assertThat(field.versions()).extracting(KeyStatus.Version::sealed).containsExactly(2L, 3L);
  }

  @Test
  void keysThatLeftMemoryForAWhileAreCountedOnEverywhere() {
    Crypto room = fixture.anotherNode();
    seal(room, 5);
    field(room);
    seal(room, 2);

    room.keyrings().lock();
    room.keyrings().unlock();
    seal(room, 3);

    assertThat(field(room).sealed()).isEqualTo(10);
    assertThat(field(room).opened()).isEqualTo(3);
    assertThat(field(room).reserved()).isEqualTo(AHEAD);
  }
}

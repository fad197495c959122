package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.Suite;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Versions that come and go, on one node and on several. */
class KeyringRotationTest extends KeyringRoom {
  @Test
  void reloadingKeepsWhatIsKnownAndClearsWhatWasDestroyed() {
    SettableClock clock = new SettableClock();
    Crypto crypto = fixture.anotherNode(clock);
    Keyrings keyrings = crypto.keyrings();
    KeyVersion first = keyrings.active(KeyringName.FIELD);
    byte[] key = first.key();

    keyrings.reload();
    assertThat(keyrings.active(KeyringName.FIELD)).isSameAs(first);

    keyrings.rotate(KeyringName.FIELD);
    KeyVersion retired = keyrings.usable(first.keyId()).orElseThrow();
    assertThat(retired.state()).isEqualTo(KeyState.DEACTIVATED);
    assertThat(retired.key()).isEqualTo(key);
    assertThat(first.key()).isEqualTo(key);

    DestroyedVersion.make(crypto, clock, KeyringName.FIELD, 1);
    assertThatExceptionOfType(CryptoException.class).isThrownBy(first::key);
    assertThatExceptionOfType(CryptoException.class).isThrownBy(retired::key);
  }

  @Test
  void aKeyThatAnotherNodeJustMadeIsReadOnDemandOnceInASecond() {
    RootKey rootKey = new RootKeyFile(fixture.rootKeyFile()).create(new SecureRandom());
    AtomicLong nanos = new AtomicLong();
    Keyrings first = deaf(rootKey, nanos);
    Keyrings second = deaf(rootKey, nanos);
    FieldCipher here = new FieldCipher(first);
    FieldCipher there = new FieldCipher(second);

    first.rotate(KeyringName.FIELD);
    Envelope sealed = here.seal(Suite.AES256_GCM, PHONE, here.shared(), "", new byte[] {1});
    assertThat(there.knowsKeyOf(sealed)).isFalse();
    assertThat(there.open(PHONE, there.shared(), "", sealed))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.UNKNOWN_KEY));
    assertThat(second.reloadForUnknown()).isTrue();
    assertThat(there.knowsKeyOf(sealed)).isTrue();
    assertThat(there.open(PHONE, there.shared(), "", sealed)).isInstanceOf(Opened.Plaintext.class);

    first.rotate(KeyringName.FIELD);
    Envelope next = here.seal(Suite.AES256_GCM, PHONE, here.shared(), "", new byte[] {2});
    nanos.addAndGet(999_999_999);
    assertThat(second.reloadForUnknown()).isFalse();
    assertThat(there.knowsKeyOf(next)).isFalse();
    nanos.addAndGet(1);
    assertThat(second.reloadForUnknown()).isTrue();
    assertThat(there.knowsKeyOf(next)).isTrue();
  }

  /** Keyrings that are told nothing by other nodes. */
  private Keyrings deaf(RootKey rootKey, AtomicLong nanos) {
    Keyrings keyrings =
        new Keyrings(
            rootKey,
            new KeyringStore(fixture.database().jdbi()),
            new SecureRandom(),
            InstantSource.fixed(TestCrypto.NOW),
            nanos::get);
    keyrings.open();
    return keyrings;
  }

  @Test
  void afterARotationTheOldVersionOpensAndTheNewOneSeals() {
    Crypto crypto = fixture.anotherNode();
    Envelope old = seal(crypto, "before");
    long oldId = crypto.keyrings().active(KeyringName.FIELD).keyId();

    int version = crypto.keyrings().rotate(KeyringName.FIELD);

    Envelope fresh = seal(crypto, "after");
    assertThat(version).isEqualTo(2);
    assertThat(fresh.keyId()).isNotEqualTo(oldId).isNotEqualTo(old.keyId());
    assertThat(old.keyId()).isEqualTo(oldId);
    assertThat(text(open(crypto, old))).isEqualTo("before");
    assertThat(text(open(crypto, fresh))).isEqualTo("after");
    assertThat(crypto.keyrings().usable(oldId).orElseThrow().state())
        .isEqualTo(KeyState.DEACTIVATED);
  }

  @Test
  void rotationsAtOnceFromTwoNodesLeaveNoGapAndOneActiveVersion() throws Exception {
    Crypto first = fixture.anotherNode();
    Crypto second = fixture.anotherNode();

    List<Integer> versions =
        Together.run(
            IntStream.range(0, 8)
                .mapToObj(i -> i % 2 == 0 ? first : second)
                .<Callable<Integer>>map(node -> () -> node.keyrings().rotate(KeyringName.FIELD))
                .toList());

    List<Map<String, Object>> field =
        rows().stream().filter(row -> "field".equals(row.get("keyring"))).toList();
    assertThat(field).extracting(row -> row.get("version")).isEqualTo(upTo(field.size()));
    assertThat(field).filteredOn(row -> "ACTIVE".equals(row.get("state"))).hasSize(1);
    assertThat(versions).allMatch(version -> version >= 2 && version <= field.size());
    assertThat(versions).contains(field.size());
  }

  @Test
  void otherNodesLearnOfARotation() {
    Crypto first = fixture.anotherNode();
    Crypto second = fixture.anotherNode();
    first.keyrings().rotate(KeyringName.FIELD);
    Envelope sealed = seal(first, "new");

    Await.until(
        "the second node knows version 2",
        () -> second.keyrings().active(KeyringName.FIELD).version() == 2);
    assertThat(text(open(second, sealed))).isEqualTo("new");
  }

  @Test
  void aDestroyedVersionOpensNothingHereAndElsewhere() {
    SettableClock clock = new SettableClock();
    Crypto first = fixture.anotherNode(clock);
    Crypto second = fixture.anotherNode();
    Envelope sealed = seal(first, "gone");
    first.keyrings().rotate(KeyringName.FIELD);

    DestroyedVersion.make(first, clock, KeyringName.FIELD, 1);

    assertThat(open(first, sealed)).isEqualTo(new Opened.KeyDestroyed());
    Await.until(
        "the second node forgets the key",
        () -> open(second, sealed).equals(new Opened.KeyDestroyed()));
    assertThat(rows())
        .filteredOn(row -> "DESTROYED".equals(row.get("state")))
        .singleElement()
        .matches(row -> row.get("wrapped") == null)
        .matches(row -> Long.valueOf(sealed.keyId()).equals(row.get("key_id")));
  }

  @Test
  void theDirectoryKeyIsNotRotatedBecauseEverySubjectWouldBeLost() {
    Crypto crypto = fixture.anotherNode();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> crypto.keyrings().rotate(KeyringName.DIRECTORY))
        .withMessageContaining("directory");
    assertThat(rows()).hasSize(KeyringName.values().length);
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}

package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yinhu.crypto.testing.TestCrypto;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KeyringsTest extends KeyringRoom {
  @Test
  void firstOpeningMakesOneActiveVersionOfEachKeyring() {
    Keyrings keyrings = fixture.anotherNode().keyrings();

    for (KeyringName name : KeyringName.values()) {
      assertThat(keyrings.active(name).version()).isEqualTo(1);
      assertThat(keyrings.active(name).keyring()).isEqualTo(name);
    }
    assertThat(rows()).hasSize(KeyringName.values().length);
    assertThat(keysInClear(keyrings)).doesNotHaveDuplicates();
  }

  @Test
  void openingAgainMakesNothingNew() {
    List<String> before = keysInClear(fixture.anotherNode().keyrings());

    assertThat(keysInClear(fixture.anotherNode().keyrings())).isEqualTo(before);
    assertThat(rows()).hasSize(KeyringName.values().length);
  }

  @RepeatedTest(5)
  void nodesThatOpenAtOnceAgree() throws Exception {
    RootKey rootKey = new RootKeyFile(fixture.rootKeyFile()).create(new SecureRandom());
    Callable<List<String>> opening =
        () -> {
          KeyringStore store = new KeyringStore(fixture.database().jdbi());
          Keyrings keyrings =
              new Keyrings(rootKey, store, new SecureRandom(), InstantSource.fixed(TestCrypto.NOW));
          keyrings.open();
          return keysInClear(keyrings);
        };

    List<List<String>> seen = Together.run(List.of(opening, opening, opening, opening));

    assertThat(seen).allMatch(keys -> keys.equals(seen.getFirst()));
    assertThat(rows()).hasSize(KeyringName.values().length);
  }

  @Test
  void onlyTheSubjectKeyringWrapsKeys() {
    Keyrings keyrings = fixture.anotherNode().keyrings();

    assertThat(keyrings.active(KeyringName.SUBJECT).wrap()).isNotNull();
    assertThatIllegalStateException()
        .isThrownBy(() -> keyrings.active(KeyringName.FIELD).wrap())
        .withMessageContaining("field");
  }

  @Test
  void versionsBelowTheLowestAreRetiredAndComeBack() {
    Crypto crypto = fixture.anotherNode();
    Envelope sealed = seal(crypto, "kept");
    Keyrings keyrings = crypto.keyrings();
    keyrings.rotate(KeyringName.FIELD);
    keyrings.rotate(KeyringName.FIELD);
    assertThat(keyrings.usable(KeyringName.FIELD))
        .extracting(KeyVersion::version)
        .containsExactly(3, 2, 1);

    execute("update crypto.keyring set min_decrypt_version = 2 where name = 'field'");
    keyrings.reload();

    assertThat(open(crypto, sealed)).isEqualTo(new Opened.KeyRetired());
    assertThat(keyrings.usable(KeyringName.FIELD))
        .extracting(KeyVersion::version)
        .containsExactly(3, 2);
    assertThat(keyrings.usable(sealed.keyId())).isEmpty();
    assertThat(keyrings.find(KeyringName.FIELD, 1)).isInstanceOf(Keyrings.Found.Retired.class);
    assertThat(keyrings.find(KeyringName.FIELD, 2)).isInstanceOf(Keyrings.Found.Usable.class);
    assertThat(keyrings.find(KeyringName.FIELD, 4)).isInstanceOf(Keyrings.Found.Unknown.class);
    assertThat(keyrings.usable(KeyringName.INDEX)).hasSize(1);

    execute("update crypto.keyring set min_decrypt_version = 1");
    keyrings.reload();
    assertThat(text(open(crypto, sealed))).isEqualTo("kept");
  }

  @Test
  void aWrappedKeyThatWasChangedIsNamedAndNothingOpens() {
    Crypto crypto = fixture.anotherNode();
    long keyId = crypto.keyrings().active(KeyringName.FIELD).keyId();
    execute(
        "update crypto.keyring_version set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) #"
            + " 1) where keyring = 'field'");

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(fixture::open)
        .withMessageContainingAll("keyring field " + keyId, "the row was changed", "restore");
  }

  @Test
  void keysOfTwoKeyringsThatWereSwappedAreNoticed() {
    fixture.anotherNode();
    execute(
        "update crypto.keyring_version k set wrapped = (select wrapped from crypto.keyring_version"
            + " o where o.keyring = 'subject') where k.keyring = 'field'");

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(fixture::open)
        .withMessageContaining("the row was changed");
  }

  @Test
  void aKeyOfAnotherKeyringIsNotTakenForAFieldKey() {
    Crypto crypto = fixture.anotherNode();
    byte[] bytes = seal(crypto, "value").bytes();
    long subjectKey = crypto.keyrings().active(KeyringName.SUBJECT).keyId();
    System.arraycopy(Envelope.header(CipherSuite.AES256_GCM, subjectKey, null), 0, bytes, 0, 7);

    assertThat(open(crypto, Envelope.of(bytes)))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.UNKNOWN_KEY));
  }

  @Test
  void toStringShowsNoKey() {
    KeyVersion version = fixture.anotherNode().keyrings().active(KeyringName.FIELD);

    assertThat(version.toString())
        .contains("key=***")
        .satisfies(text -> KeyTraces.assertNone(text, version.key()));
  }

  private static List<String> keysInClear(Keyrings keyrings) {
    return Stream.of(KeyringName.values())
        .map(name -> Arrays.toString(keyrings.active(name).key()))
        .toList();
  }
}

package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KeyringsTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");

  private TestCrypto fixture;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

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
  void onlyTheSubjectKeyringWrapsKeys() {
    Keyrings keyrings = fixture.anotherNode().keyrings();

    assertThat(keyrings.active(KeyringName.SUBJECT).wrap()).isNotNull();
    assertThatIllegalStateException()
        .isThrownBy(() -> keyrings.active(KeyringName.FIELD).wrap())
        .withMessageContaining("field");
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
  void theDirectoryKeyIsNotRotatedBecauseEverySubjectWouldBeLost() {
    Crypto crypto = fixture.anotherNode();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> crypto.keyrings().rotate(KeyringName.DIRECTORY))
        .withMessageContaining("directory");
    assertThat(rows()).hasSize(KeyringName.values().length);
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
  void aClosedRoomSealsNothing() {
    Crypto crypto = fixture.open();
    KeyVersion version = crypto.keyrings().active(KeyringName.FIELD);
    crypto.close();

    assertThatExceptionOfType(CryptoException.class).isThrownBy(() -> seal(crypto, "late"));
    assertThatExceptionOfType(CryptoException.class)
        .as("a thread that took the version before must not derive from cleared bytes")
        .isThrownBy(version::key)
        .withMessageContaining("closed");
  }

  @Test
  void aScopeOfAClosedRoomDerivesNothing() {
    KeyVersion open = fixture.anotherNode().keyrings().active(KeyringName.FIELD);
    Crypto crypto = fixture.open();
    KeyScope scope = TestCrypto.scope(crypto, "c-1");
    crypto.close();

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> scope.fieldKey(PHONE, open, CipherSuite.AES256_GCM))
        .withMessageContaining("the crypto room was closed");
  }

  @Test
  void aClosedRoomStaysClosedWhenANoticeComesLate() {
    Crypto crypto = fixture.open();
    crypto.close();

    crypto.keyrings().reload();

    assertThatExceptionOfType(CryptoException.class).isThrownBy(() -> seal(crypto, "late"));
  }

  @Test
  void toStringShowsNoKey() {
    KeyVersion version = fixture.anotherNode().keyrings().active(KeyringName.FIELD);

    assertThat(version.toString())
        .contains("key=***")
        .satisfies(text -> KeyTraces.assertNone(text, version.key()));
  }

  private static Envelope seal(Crypto crypto, String value) {
    return crypto
        .cipher()
        .seal(Suite.AES256_GCM, PHONE, crypto.cipher().shared(), "", LengthPrefixed.utf8(value));
  }

  private static Opened open(Crypto crypto, Envelope envelope) {
    return crypto.cipher().open(PHONE, crypto.cipher().shared(), "", envelope);
  }

  private static String text(Opened opened) {
    return opened instanceof Opened.Plaintext plaintext
        ? new String(plaintext.value(), java.nio.charset.StandardCharsets.UTF_8)
        : opened.toString();
  }

  private static List<String> keysInClear(Keyrings keyrings) {
    return Stream.of(KeyringName.values())
        .map(name -> Arrays.toString(keyrings.active(name).key()))
        .toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private List<Map<String, Object>> rows() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select * from crypto.keyring_version order by keyring, version")
                .map((rs, context) -> {
                  Map<String, Object> row = new HashMap<>();
                  for (String column :
                      List.of("key_id", "keyring", "version", "state", "wrapped")) {
                    row.put(column, rs.getObject(column));
                  }
                  return row;
                })
                .list());
  }

  private void execute(String sql) {
    fixture.database().jdbi().useHandle(handle -> handle.execute(sql));
  }
}

package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyLifeCycleTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final KeyringName FIELD = KeyringName.FIELD;

  private final SettableClock clock = new SettableClock();
  private TestCrypto fixture;
  private Crypto crypto;
  private KeyLifeCycle keys;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
    crypto = fixture.anotherNode(clock);
    keys = crypto.lifeCycle(KeyPolicy.DEFAULT);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theActiveVersionIsSucceededByANewOneWhateverItBecomes() {
    List<KeyState> states = List.of(KeyState.SUSPENDED, KeyState.DEACTIVATED, KeyState.COMPROMISED);
    for (int i = 0; i < states.size(); i++) {
      Envelope sealed = seal(crypto, "value");

      KeyLifeCycle.StateChange change = keys.changeState(FIELD, i + 1, states.get(i));

      assertThat(change)
          .isEqualTo(new KeyLifeCycle.StateChange(KeyState.ACTIVE, states.get(i), i + 2));
      assertThat(text(open(crypto, sealed))).isEqualTo("value");
      assertThat(seal(crypto, "next").keyId()).isNotEqualTo(sealed.keyId());
    }
    assertThat(states(FIELD))
        .containsExactly(
            KeyState.SUSPENDED, KeyState.DEACTIVATED, KeyState.COMPROMISED, KeyState.ACTIVE);
  }

  @Test
  void aSuspendedVersionComesBackAndTheOneInItsPlaceIsDeactivated() {
    long first = seal(crypto, "value").keyId();
    keys.changeState(FIELD, 1, KeyState.SUSPENDED);

    assertThat(keys.changeState(FIELD, 1, KeyState.ACTIVE).active()).isEqualTo(1);

    assertThat(seal(crypto, "value").keyId()).isEqualTo(first);
    assertThat(states(FIELD)).containsExactly(KeyState.ACTIVE, KeyState.DEACTIVATED);
    assertThat(keys.rotate(FIELD)).as("no number is given twice").isEqualTo(3);
  }

  @Test
  void aVersionInTheStateAlreadyStaysAsItIs() {
    assertThat(keys.changeState(FIELD, 1, KeyState.ACTIVE).active()).isEqualTo(1);
    keys.changeState(FIELD, 1, KeyState.COMPROMISED);
    assertThat(keys.changeState(FIELD, 1, KeyState.COMPROMISED).active()).isEqualTo(2);
    assertThat(states(FIELD)).containsExactly(KeyState.COMPROMISED, KeyState.ACTIVE);
  }

  @Test
  void aStateThatDoesNotLeadThereIsRefusedWithWhereItLeads() {
    keys.changeState(FIELD, 1, KeyState.COMPROMISED);

    assertRefused(() -> keys.changeState(FIELD, 1, KeyState.ACTIVE), "it may become destroyed");
    assertRefused(() -> keys.changeState(FIELD, 1, KeyState.DESTROYED), "ask for its destruction");
    assertRefused(
        () -> keys.changeState(FIELD, 2, KeyState.PRE_ACTIVE), "suspended or deactivated");
    assertThat(states(FIELD)).containsExactly(KeyState.COMPROMISED, KeyState.ACTIVE);
  }

  @Test
  void aVersionThatDoesNotExistIsNamed() {
    assertThatExceptionOfType(KeyChangeRefused.class)
        .isThrownBy(() -> keys.changeState(FIELD, 9, KeyState.SUSPENDED))
        .withMessageContaining("no version 9")
        .matches(refused -> refused.why() == KeyChangeRefused.Why.NO_SUCH_VERSION);
  }

  @Test
  void theDirectoryKeepsItsOnlyKey() {
    assertRefused(() -> keys.rotate(KeyringName.DIRECTORY), "cannot be rotated");
    assertRefused(
        () -> keys.changeState(KeyringName.DIRECTORY, 1, KeyState.COMPROMISED),
        "cannot be rotated");
    assertRefused(() -> keys.requestDestruction(KeyringName.DIRECTORY, 1, "anna"), "is active");
    assertThat(states(KeyringName.DIRECTORY)).containsExactly(KeyState.ACTIVE);
  }

  @Test
  void theLowestVersionRetiresWhatIsBelowOnEveryNodeAndCanBeTakenBack() {
    Crypto other = fixture.anotherNode();
    Envelope sealed = seal(crypto, "value");
    keys.rotate(FIELD);

    assertThat(keys.setMinDecryptVersion(FIELD, 2)).isEqualTo(1);
    assertThat(open(crypto, sealed)).isEqualTo(new Opened.KeyRetired());
    Await.until("retired", () -> open(other, sealed).equals(new Opened.KeyRetired()));

    assertThat(keys.setMinDecryptVersion(FIELD, 1)).isEqualTo(2);
    assertThat(text(open(crypto, sealed))).isEqualTo("value");
    Await.until("back", () -> text(open(other, sealed)).equals("value"));
  }

  @Test
  void theActiveVersionIsNeverRetired() {
    keys.rotate(FIELD);

    assertRefused(() -> keys.setMinDecryptVersion(FIELD, 3), "1 to 2");
    assertRefused(() -> keys.setMinDecryptVersion(FIELD, 0), "1 to 2");
    keys.changeState(FIELD, 2, KeyState.SUSPENDED);
    keys.setMinDecryptVersion(FIELD, 3);
    assertRefused(() -> keys.changeState(FIELD, 2, KeyState.ACTIVE), "retired");
  }

  @Test
  void aVersionThatPeoplesKeysLieUnderIsNeitherRetiredNorDestroyed() {
    TestCrypto.scope(crypto, "c-1");
    keys.rotate(KeyringName.SUBJECT);

    assertRefused(() -> keys.setMinDecryptVersion(KeyringName.SUBJECT, 2), "keys of 1 people");
    assertRefused(
        () -> keys.requestDestruction(KeyringName.SUBJECT, 1, "anna"), "keys of 1 people");

    crypto.subjects().erase(new SubjectId("c-1"));
    keys.requestDestruction(KeyringName.SUBJECT, 1, "anna");
    assertThat(keys.setMinDecryptVersion(KeyringName.SUBJECT, 2)).isEqualTo(1);
  }

  @Test
  void destructionTakesTwoPersons() {
    Envelope sealed = seal(crypto, "value");
    keys.rotate(FIELD);
    assertRefused(() -> keys.approveDestruction(FIELD, 1, "ben"), "nobody asked");

    keys.requestDestruction(FIELD, 1, "anna");

    assertThat(text(open(crypto, sealed))).as("asked for only").isEqualTo("value");
    assertRefused(() -> keys.requestDestruction(FIELD, 1, "ben"), "already");
    assertThatExceptionOfType(KeyChangeRefused.class)
        .isThrownBy(() -> keys.approveDestruction(FIELD, 1, "anna"))
        .matches(refused -> refused.why() == KeyChangeRefused.Why.SAME_PERSON);
    assertThat(text(open(crypto, sealed))).isEqualTo("value");

    keys.approveDestruction(FIELD, 1, "ben");

    assertThat(open(crypto, sealed)).isEqualTo(new Opened.KeyRetired());
    assertRefused(() -> keys.approveDestruction(FIELD, 1, "cleo"), "approved already");
    assertRefused(() -> keys.requestDestruction(FIELD, 1, "cleo"), "already");
    KeyStatus.Version version = keys.status().keyring(FIELD).versions().getFirst();
    assertThat(version.retired()).isTrue();
    assertThat(version.destruction())
        .hasValueSatisfying(waiting -> {
          assertThat(waiting.requestedBy()).isEqualTo("anna");
          assertThat(waiting.approvedBy()).contains("ben");
          assertThat(waiting.left()).isEqualTo(KeyPolicy.DEFAULT.destructionWait());
        });
  }

  @Test
  void aRequestThatNobodyApprovesInTimeIsVoidAndCanBeMadeAnew() {
    keys.rotate(FIELD);
    keys.requestDestruction(FIELD, 1, "anna");
    clock.move(KeyPolicy.DEFAULT.approvalTime());

    assertRefused(() -> keys.approveDestruction(FIELD, 1, "ben"), "too long ago");
    assertThat(keys.status().keyring(FIELD).versions().getFirst().destruction())
        .hasValueSatisfying(waiting -> assertThat(waiting.expired()).isTrue());

    keys.requestDestruction(FIELD, 1, "ben");
    keys.approveDestruction(FIELD, 1, "anna");
  }

  @Test
  void whatWaitsIsTakenBackAndOpensAgain() {
    Envelope sealed = seal(crypto, "value");
    keys.rotate(FIELD);
    assertRefused(() -> keys.restore(FIELD, 1), "no destruction");
    keys.requestDestruction(FIELD, 1, "anna");
    keys.restore(FIELD, 1);
    assertRefused(() -> keys.approveDestruction(FIELD, 1, "ben"), "nobody asked");

    keys.requestDestruction(FIELD, 1, "anna");
    keys.approveDestruction(FIELD, 1, "ben");
    keys.restore(FIELD, 1);

    assertThat(text(open(crypto, sealed))).isEqualTo("value");
    assertThat(keys.status().keyring(FIELD).versions().getFirst().destruction()).isEmpty();
  }

  @Test
  void onlyWhatIsOutOfUseCanBeDestroyed() {
    assertRefused(() -> keys.requestDestruction(FIELD, 1, "anna"), "is active");
    keys.changeState(FIELD, 1, KeyState.SUSPENDED);
    assertRefused(() -> keys.requestDestruction(FIELD, 1, "anna"), "is suspended");
    keys.changeState(FIELD, 1, KeyState.DEACTIVATED);
    keys.requestDestruction(FIELD, 1, "anna");
  }

  @Test
  void twoNodesThatChangeTheSameKeyringLeaveOneActiveVersionAndNoGap() throws Exception {
    Crypto other = fixture.anotherNode(clock);
    KeyLifeCycle there = other.lifeCycle(KeyPolicy.DEFAULT);
    for (int round = 0; round < 25; round++) {
      int active = keys.status().keyring(FIELD).active();
      List<Callable<Integer>> both =
          List.of(
              () -> keys.rotate(FIELD),
              () -> there.changeState(FIELD, active, KeyState.COMPROMISED).active(),
              () -> there.rotate(FIELD),
              () -> keys.setMinDecryptVersion(FIELD, active));

      Together.run(both.stream().map(KeyLifeCycleTest::orRefused).toList());
    }

    KeyStatus.Keyring field = keys.status().keyring(FIELD);
    assertThat(field.versions())
        .extracting(KeyStatus.Version::number)
        .isEqualTo(IntStream.rangeClosed(1, field.versions().size()).boxed().toList());
    assertThat(states(FIELD)).filteredOn(KeyState.ACTIVE::equals).hasSize(1);
    Await.until(
        "both seal under the same version",
        () -> seal(crypto, "x").keyId() == seal(other, "x").keyId());
  }

  private static Callable<Integer> orRefused(Callable<Integer> change) {
    return () -> {
      try {
        return change.call();
      } catch (KeyChangeRefused refused) {
        return 0;
      }
    };
  }

  @Test
  void ofTwoRotationsAtOnceOneWinsAndBothSeeIt() throws Exception {
    KeyLifeCycle there = fixture.anotherNode(clock).lifeCycle(KeyPolicy.DEFAULT);
    Set<Integer> seen = new HashSet<>();
    for (int round = 1; round <= 40; round++) {
      int before = keys.status().keyring(FIELD).active();

      List<Integer> told =
          Together.run(
              List.<Callable<Integer>>of(() -> keys.rotate(FIELD), () -> there.rotate(FIELD)));

      int after = keys.status().keyring(FIELD).active();
      assertThat(after).isBetween(before + 1, before + 2);
      assertThat(told).contains(after).allMatch(version -> version > before && version <= after);
      seen.add(after);
    }
    KeyStatus.Keyring field = keys.status().keyring(FIELD);
    assertThat(field.versions()).hasSize(field.active());
    assertThat(seen).hasSize(40);
  }

  @Test
  void theStatusShowsNoKeyBytes() {
    String shown = keys.status().toString();

    crypto.keyrings().held().forEach(version -> KeyTraces.assertNone(shown, version.key()));
    assertThat(shown).contains("number=1").doesNotContain("wrapped");
  }

  @Test
  void thePeriodOfKeyringsThatOthersDependOnHasNoEnd() {
    KeyStatus status = keys.status();

    assertThat(status.keyring(FIELD).nextRotation())
        .contains(TestCrypto.NOW.plus(Duration.ofDays(90)));
    assertThat(status.keyring(KeyringName.INDEX).nextRotation()).isEmpty();
    assertThat(status.keyring(KeyringName.DIRECTORY).nextRotation()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable change, String because) {
    assertThatExceptionOfType(KeyChangeRefused.class)
        .isThrownBy(change)
        .withMessageContaining(because);
  }

  private List<KeyState> states(KeyringName name) {
    return keys.status().keyring(name).versions().stream().map(KeyStatus.Version::state).toList();
  }

  private static Envelope seal(Crypto room, String value) {
    return room.cipher()
        .seal(Suite.AES256_GCM, PHONE, room.cipher().shared(), "", LengthPrefixed.utf8(value));
  }

  private static Opened open(Crypto room, Envelope envelope) {
    return room.cipher().open(PHONE, room.cipher().shared(), "", envelope);
  }

  private static String text(Opened opened) {
    return opened instanceof Opened.Plaintext plaintext
        ? new String(plaintext.value(), StandardCharsets.UTF_8)
        : opened.toString();
  }
}

package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyKeeperTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final KeyringName FIELD = KeyringName.FIELD;
  private static final Duration STEP = KeyWatch.LONGEST_STEP;
  private static final KeyPolicy POLICY =
      new KeyPolicy(Duration.ofDays(1), 1_000_000, Duration.ofHours(1), Duration.ofHours(2));

  private final SettableClock clock = new SettableClock();
  private final List<String> recorded = new ArrayList<>();
  private TestCrypto fixture;
  private Crypto crypto;
  private KeyLifeCycle keys;
  private KeyDuties duties;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
    crypto = fixture.anotherNode(clock);
    keys = crypto.lifeCycle(POLICY);
    duties = keep(crypto);
    duties.performNow();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private KeyDuties keep(Crypto room) {
    return room.keep(
        POLICY,
        (action, details, change) -> {
          boolean done = change.get();
          recorded.add(action + " " + details.get("keyring") + " " + details.get("version"));
          return done;
        },
        List::of);
  }

  /** Lets time pass as a service that runs sees it. */
  private void pass(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
      clock.move(STEP);
      duties.performNow();
    }
  }

  private int active() {
    return keys.status().keyring(FIELD).active();
  }

  @Test
  void aVersionIsRotatedWhenItsPeriodIsOverAndNotBefore() {
    clock.move(Duration.ofDays(1).minusMillis(1));
    duties.performNow();
    assertThat(recorded).isEmpty();

    clock.move(Duration.ofMillis(1));
    duties.performNow();

    assertThat(recorded).containsExactlyInAnyOrder("key-rotate field 1", "key-rotate subject 1");
    assertThat(active()).isEqualTo(2);
    assertThat(keys.status().keyring(KeyringName.INDEX).active()).isEqualTo(1);
    duties.performNow();
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void aClockThatJumpsBackAndForthRotatesOnce() {
    clock.move(Duration.ofDays(1));
    duties.performNow();
    assertThat(active()).isEqualTo(2);

    for (int i = 0; i < 3; i++) {
      clock.move(Duration.ofDays(-1));
      duties.performNow();
      clock.move(Duration.ofDays(1));
      duties.performNow();
    }
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void aClockThatWasSetBackForLongRotatesAfterThePeriodHasBeenWatched() {
    clock.move(Duration.ofDays(-365));
    duties.performNow();
    pass(Duration.ofDays(1).minus(STEP));
    assertThat(active()).isEqualTo(1);

    pass(STEP);

    assertThat(active()).isEqualTo(2);
    pass(STEP);
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void aVersionIsRotatedWhenAllNodesTogetherHaveSealedEnough() {
    KeyVersion version = crypto.keyrings().active(FIELD);
    version.use().countSealed();
    duties.performNow();
    assertThat(active()).isEqualTo(1);
    sealed(POLICY.rotateAfterSeals() - KeyUseLedger.LEAST_AHEAD - 1);
    duties.performNow();
    assertThat(active()).isEqualTo(1);

    sealed(POLICY.rotateAfterSeals() - KeyUseLedger.LEAST_AHEAD);
    duties.performNow();

    assertThat(recorded).containsExactly("key-rotate field 1");
    assertThat(active()).isEqualTo(2);
  }

  /** As other nodes would have added. */
  private void sealed(long count) {
    fixture
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update crypto.keyring_version set sealed = ? where keyring = 'field'", count));
  }

  private Envelope approvedDestruction() {
    Envelope sealed =
        crypto.cipher().seal(Suite.AES256_GCM, PHONE, crypto.cipher().shared(), "", new byte[] {1});
    keys.rotate(FIELD);
    keys.requestDestruction(FIELD, 1, "anna");
    keys.approveDestruction(FIELD, 1, "ben");
    return sealed;
  }

  private Opened open(Envelope sealed) {
    return crypto.cipher().open(PHONE, crypto.cipher().shared(), "", sealed);
  }

  @Test
  void anApprovedDestructionIsDoneWhenItsWaitingTimeIsOver() {
    Envelope sealed = approvedDestruction();
    KeyVersion version =
        crypto.keyrings().held().stream()
            .filter(held -> held.keyId() == sealed.keyId())
            .findFirst()
            .orElseThrow();

    pass(POLICY.destructionWait().minus(STEP));
    assertThat(open(sealed)).isEqualTo(new Opened.KeyRetired());
    pass(STEP);

    assertThat(open(sealed)).isEqualTo(new Opened.KeyDestroyed());
    assertThat(recorded).containsExactly("key-destroy field 1");
    assertThatExceptionOfType(CryptoException.class).isThrownBy(version::key);
    assertThat(keys.status().keyring(FIELD).versions().getFirst())
        .matches(gone -> gone.state() == KeyState.DESTROYED && gone.destruction().isEmpty());
    assertThat(Tables.dump(fixture.database().jdbi())).contains("DESTROYED");
    assertThatExceptionOfType(KeyChangeRefused.class)
        .isThrownBy(() -> keys.restore(FIELD, 1))
        .withMessageContaining("nothing brings it back");
  }

  @Test
  void theRequestsOwnTimeDoesNotShortenTheWaiting() {
    keys.rotate(FIELD);
    keys.requestDestruction(FIELD, 1, "anna");
    pass(Duration.ofMinutes(50));
    keys.approveDestruction(FIELD, 1, "ben");

    pass(POLICY.destructionWait().minus(STEP));
    assertThat(recorded).isEmpty();
    pass(STEP);
    assertThat(recorded).containsExactly("key-destroy field 1");
  }

  @Test
  void aClockSetForwardDestroysNothingEarly() {
    Envelope sealed = approvedDestruction();

    clock.move(Duration.ofDays(3_000));
    duties.performNow();
    assertThat(open(sealed)).isEqualTo(new Opened.KeyRetired());
    clock.move(Duration.ofDays(-3_000));
    duties.performNow();
    assertThat(open(sealed)).isEqualTo(new Opened.KeyRetired());

    pass(POLICY.destructionWait());
    assertThat(open(sealed)).isEqualTo(new Opened.KeyDestroyed());
  }

  @Test
  void aClockSetBackNeitherHastensNorHoldsUpADestruction() {
    clock.move(Duration.ofDays(-30));
    Envelope sealed = approvedDestruction();
    clock.move(Duration.ofDays(30));
    duties.performNow();
    assertThat(open(sealed)).as("approved under a wrong clock").isEqualTo(new Opened.KeyRetired());

    pass(POLICY.destructionWait().dividedBy(2));
    clock.move(Duration.ofDays(-30));
    duties.performNow();
    pass(POLICY.destructionWait().dividedBy(2).minus(STEP));
    assertThat(open(sealed)).isEqualTo(new Opened.KeyRetired());
    pass(STEP);

    assertThat(open(sealed)).isEqualTo(new Opened.KeyDestroyed());
  }

  @Test
  void aRestoredVersionIsNotDestroyed() {
    Envelope sealed = approvedDestruction();
    pass(POLICY.destructionWait().minus(STEP));

    keys.restore(FIELD, 1);
    pass(POLICY.destructionWait());

    assertThat(open(sealed)).isInstanceOf(Opened.Plaintext.class);
    assertThat(recorded).isEmpty();
  }

  @Test
  void oneNodeCountsTimeAndTheOtherTakesOverWhenItLetsGo() {
    Envelope sealed = approvedDestruction();
    SettableClock ahead = new SettableClock();
    ahead.move(Duration.ofMinutes(5));
    KeyDuties other = keep(fixture.anotherNode(ahead));

    for (int i = 0; i < 11; i++) {
      clock.move(STEP);
      ahead.move(STEP);
      duties.performNow();
      other.performNow();
    }
    assertThat(open(sealed)).as("two clocks add up to one").isEqualTo(new Opened.KeyRetired());

    duties.close();
    other.performNow();
    ahead.move(STEP);
    other.performNow();

    assertThat(recorded).containsExactly("key-destroy field 1");
  }

  @Test
  void aNodeThatWasKilledIsSucceededAfterAWhile() {
    SettableClock later = new SettableClock();
    KeyDuties other = keep(fixture.anotherNode(later));
    later.move(Duration.ofDays(1));

    for (int i = 0; i < KeyWatch.PATIENCE; i++) {
      other.performNow();
      assertThat(recorded).isEmpty();
    }
    other.performNow();

    assertThat(recorded).contains("key-rotate field 1");
  }

  @Test
  void aFailureOfTheRecordChangesNothingAndIsTriedAgain() {
    crypto.keep(
        POLICY,
        (action, details, change) -> {
          throw new IllegalStateException("the log is down");
        },
        List::of);
    clock.move(Duration.ofDays(1));

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(duties::performNow);
    assertThat(active()).isEqualTo(1);

    keep(crypto).performNow();
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void aVersionThatSomebodyElseRotatedIsLeftAlone() {
    clock.move(Duration.ofDays(1));
    KeyLifeCycle elsewhere = fixture.anotherNode(clock).lifeCycle(POLICY);
    crypto.keep(
        POLICY,
        (action, details, change) -> {
          elsewhere.rotate(KeyringName.named(details.getOrDefault("keyring", "")).orElseThrow());
          return change.get();
        },
        List::of);

    duties.performNow();

    assertThat(active()).isEqualTo(2);
  }
}

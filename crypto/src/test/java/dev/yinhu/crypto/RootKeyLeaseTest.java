package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.testing.SoftHsm;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a room does when the token that opened its root key goes away, and when it comes back. */
class RootKeyLeaseTest {
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");
  private static final SubjectId SUBJECT = new SubjectId("c-1");

  @TempDir private Path directory;
  private TestCrypto fixture;
  private SoftHsm hsm;

  @BeforeEach
  void place() {
    fixture = TestCrypto.closed();
    hsm = SoftHsm.create(directory, "8642-hidden");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Crypto open(Duration held) {
    RootKeySeals seals =
        new RootKeySeals(Optional.empty(), Optional.of(hsm.settings("root")), SealKind.PKCS11);
    seals.makeTokenKey(fixture.rootKeyFile());
    CryptoConfig config =
        new CryptoConfig(fixture.rootKeyFile(), 100, Duration.ofMinutes(5), seals, held);
    return Crypto.open(fixture.database().database(), config, InstantSource.fixed(TestCrypto.NOW));
  }

  @Test
  void withTheTokenAwayKeysGoOnAndThenAreGoneUntilItIsBack() {
    try (Crypto crypto = open(Duration.ofSeconds(10))) {
      crypto.keyrings().rotate(KeyringName.FIELD);
      KeyScope scope = TestCrypto.scope(crypto, "c-1");
      Envelope ofSubject = seal(crypto, scope);
      Envelope shared = seal(crypto, crypto.cipher().shared());
      KeyVersion version = crypto.keyrings().active(KeyringName.FIELD);
      byte[] key = version.key();

      hsm.unplug();
      assertThat(opens(crypto, ofSubject)).isTrue();
      assertThat(opens(crypto, shared)).isTrue();
      Await.until("keys are gone", () -> !crypto.keysAvailable());

      assertUnavailable(() -> crypto.subjects().cached(SUBJECT));
      assertUnavailable(() -> crypto.cipher().open(NAME, scope, "", ofSubject));
      assertUnavailable(() -> crypto.cipher().knowsKeyOf(shared));
      assertUnavailable(() -> seal(crypto, crypto.cipher().shared()));
      assertUnavailable(() -> TestCrypto.scope(crypto, "c-2"));
      assertUnavailable(() -> crypto.secrets().getOrCreate("s", () -> new byte[32]));
      assertUnavailable(() -> crypto.keyrings().rotate(KeyringName.FIELD));
      assertUnavailable(version::key);
      // An old version is marked without any key, which cannot wait.
      assertThat(
              crypto
                  .lifeCycle(KeyPolicy.DEFAULT)
                  .changeState(KeyringName.FIELD, 1, KeyState.COMPROMISED)
                  .active())
          .isEqualTo(2);
      crypto.keyrings().reload();
      assertThat(crypto.keysAvailable()).as("a notice of another node unlocks nothing").isFalse();

      hsm.plugIn();
      Await.until("keys are back", crypto::keysAvailable);
      assertThat(opens(crypto, ofSubject)).isTrue();
      assertThat(opens(crypto, shared)).isTrue();
      assertThat(crypto.keyrings().active(KeyringName.FIELD).key()).isEqualTo(key);
    }
  }

  @Test
  void withTheTokenThereKeysOutliveTheirTime() {
    try (Crypto crypto = open(Duration.ofSeconds(6))) {
      Envelope sealed = seal(crypto, crypto.cipher().shared());
      long start = System.nanoTime();

      Await.until(
          "more than twice as long has passed, or keys are gone",
          () -> !crypto.keysAvailable() || System.nanoTime() - start > 13_000_000_000L);

      assertThat(crypto.keysAvailable()).isTrue();
      assertThat(opens(crypto, sealed)).isTrue();
    }
  }

  @Test
  void anAbsenceThatEndsInTimeIsNotNoticed() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(RootKeyLease.class);
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    try (Crypto crypto = open(Duration.ofSeconds(12))) {
      Envelope sealed = seal(crypto, crypto.cipher().shared());

      hsm.unplug();
      Await.until("a contact fails", () -> told(log, "cannot be opened again"));
      assertThat(crypto.keysAvailable()).isTrue();
      assertThat(opens(crypto, sealed)).isTrue();
      hsm.plugIn();
      Await.until("a contact succeeds", () -> told(log, "contact is back"));

      assertThat(opens(crypto, sealed)).isTrue();
      assertThat(told(log, "keys are cleared")).isFalse();
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }
  }

  /** The appender's list is not safe to read while another thread adds to it. */
  private static boolean told(ListAppender<ILoggingEvent> log, String words) {
    for (int i = 0; i < log.list.size(); i++) {
      if (log.list.get(i).getFormattedMessage().contains(words)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aClosedRoomIsNotUnlockedAgain() {
    Crypto crypto = open(Duration.ofMillis(400));
    RootKeyLease.Room closed = lockedRoom(crypto);
    crypto.close();

    closed.unlock();

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> seal(crypto, crypto.cipher().shared()));
  }

  private static RootKeyLease.Room lockedRoom(Crypto crypto) {
    return new RootKeyLease.Room() {
      @Override
      public void lock() {
        crypto.keyrings().lock();
      }

      @Override
      public void unlock() {
        crypto.keyrings().unlock();
      }
    };
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(call);
  }

  private static Envelope seal(Crypto crypto, KeyScope scope) {
    return crypto
        .cipher()
        .seal(Suite.AES256_GCM, NAME, scope, "", "张三".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean opens(Crypto crypto, Envelope sealed) {
    KeyScope scope =
        sealed.subject().isPresent() ? TestCrypto.scope(crypto, "c-1") : crypto.cipher().shared();
    return crypto.cipher().open(NAME, scope, "", sealed) instanceof Opened.Plaintext;
  }
}

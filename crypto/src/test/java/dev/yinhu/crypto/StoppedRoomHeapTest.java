package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SecretFile;
import dev.yinhu.crypto.testing.HeapSecrets;
import dev.yinhu.crypto.testing.SoftHsm;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Of the values that a room handled, and of the keys that {@link RoomKeys} can name, none is
 * reachable in a room that is closed, nor told by anything it says. The heap is that of this
 * process, with everything that can be reached; the room is still referred to, as a service that
 * goes on would.
 *
 * <p>What this cannot show: keys that a library keeps in another form than their bytes (the round
 * keys of SM4 and of AES in Bouncy Castle, HMAC in the JDK but for those that are planted in that
 * form), and copies that nobody refers to any more, which stay in memory until it is used again.
 * One such copy is in the last cipher of each thread that ever used one; so the room is used by a
 * thread that ends.
 */
class StoppedRoomHeapTest {
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");

  /** Which keys an open room keeps in a form that this test knows. */
  private static final String[] HELD = {
    "root key",
    "key of epoch 1",
    "key of keyring directory",
    "key of keyring field",
    "key of keyring format",
    "key of keyring index",
    "key of keyring subject",
    "key of keyring token",
    "subject key",
    "field key",
    "format key",
    "index key",
    "token look-up key",
    "key of canaries",
    "pseudonym key of the ledger"
  };

  /** What a room that is locked or closed keeps; none of it opens a value. */
  private static final Set<String> STAY =
      Set.of("key of canaries", "pseudonym key of the ledger", "chain key of the ledger");

  /** A try to reach the token, made again and again while it is away, needs the PIN. */
  private static final Set<String> STAY_WHILE_TRYING =
      Set.of("key of canaries", "pseudonym key of the ledger", "chain key of the ledger", "PIN");

  @TempDir private Path directory;
  private final HeapSecrets secrets = new HeapSecrets();

  /** Somebody still holds it when the room closes, whatever the cache does meanwhile. */
  private final List<KeyScope> held = new ArrayList<>();

  @Test
  void nothingPlantedIsReachableInAClosedRoomOrToldByIt() throws Exception {
    ListAppender<ILoggingEvent> log = listen();
    try (TestCrypto fixture = TestCrypto.closed()) {
      Path passphrase = passphrase();
      CryptoConfig config = config(fixture, passphrase);
      Crypto[] room = new Crypto[1];
      StringBuilder told = new StringBuilder();

      inAThreadThatEnds(() -> {
        room[0] = Crypto.open(fixture.database().database(), config, clock());
        told.append(use(room[0], config, fixture));
      });
      assertThat(secrets.foundIn(dump("open.hprof"))).as("this test would notice").contains(HELD);
      told.append(config);

      inAThreadThatEnds(room[0]::close);
      Path heap = dump("closed.hprof");

      assertThat(secrets.foundIn(heap)).isSubsetOf(STAY);
      assertThat(room[0].keysAvailable()).as("and the room is still here").isTrue();
      log.list.forEach(event -> told.append(event.getFormattedMessage()).append('\n'));
      assertThat(told).contains("Made a new root key");
      assertThat(secrets.foundIn(Files.writeString(directory.resolve("told"), told))).isEmpty();
    } finally {
      silence(log);
    }
  }

  @Test
  void noKeyIsReachableWhileTheTokenIsAwayForTooLong() throws Exception {
    try (TestCrypto fixture = TestCrypto.closed()) {
      SoftHsm hsm = SoftHsm.create(directory.resolve("hsm"), text("PIN"));
      RootKeySeals seals =
          new RootKeySeals(Optional.empty(), Optional.of(hsm.settings("root")), SealKind.PKCS11);
      CryptoConfig config =
          new CryptoConfig(
              fixture.rootKeyFile(), 100, Duration.ofMinutes(5), seals, Duration.ofSeconds(12));
      Crypto[] room = new Crypto[1];
      inAThreadThatEnds(() -> {
        room[0] = Crypto.open(fixture.database().database(), config, clock());
        assertThat(use(room[0], config, fixture)).isNotEmpty();
      });

      ListAppender<ILoggingEvent> log = listen();
      hsm.unplug();
      Await.until("keys are gone", () -> told(log, "keys are cleared"));
      assertThat(room[0].keysAvailable()).isFalse();
      silence(log);
      assertNothingStaysWhileLocked();

      hsm.plugIn();
      Await.until("keys are back", room[0]::keysAvailable);
      inAThreadThatEnds(room[0]::close);
      assertThat(secrets.foundIn(dump("closed.hprof"))).isSubsetOf(STAY);
    }
  }

  /** In no moment a key, and the PIN only while a try is under way: not in every moment. */
  private void assertNothingStaysWhileLocked() throws Exception {
    Set<String> always = STAY_WHILE_TRYING;
    for (int moment = 0; moment < 5 && always.contains("PIN"); moment++) {
      Set<String> found = Set.copyOf(secrets.foundIn(dump("locked-" + moment + ".hprof")));
      assertThat(found).isSubsetOf(STAY_WHILE_TRYING);
      always = found;
    }
    assertThat(always).isSubsetOf(STAY);
  }

  private static InstantSource clock() {
    return InstantSource.fixed(TestCrypto.NOW);
  }

  private static ListAppender<ILoggingEvent> listen() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.yinhu.crypto");
    logger.setLevel(Level.DEBUG);
    logger.addAppender(log);
    return log;
  }

  private static void silence(ListAppender<ILoggingEvent> log) {
    ((Logger) LoggerFactory.getLogger("dev.yinhu.crypto")).detachAppender(log);
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

  /** Random, so that it is nowhere else; never in a String. */
  private Path passphrase() throws Exception {
    byte[] letters = EveryUse.letters(24);
    secrets.plant("passphrase", letters);
    Path file = Files.write(directory.resolve("passphrase"), letters);
    Arrays.fill(letters, (byte) 0);
    return file;
  }

  private static CryptoConfig config(TestCrypto fixture, Path passphrase) {
    RootKeySeals seals =
        new RootKeySeals(
            Optional.of(new SecretFile(passphrase)), Optional.empty(), SealKind.PASSPHRASE);
    return new CryptoConfig(
        fixture.rootKeyFile(), 100, Duration.ofMinutes(5), seals, Duration.ofHours(1));
  }

  /** Does everything once, and plants the keys; gives what everything says of itself. */
  private String use(Crypto room, CryptoConfig config, TestCrypto fixture) {
    SubjectId subject = new SubjectId(text("subject id"));
    KeyScope scope = room.subjects().findOrCreate(List.of(subject)).values().iterator().next();
    held.add(scope);
    String told = new EveryUse(room, NAME, secrets).of(scope);
    RoomKeys keys = new RoomKeys(secrets);
    keys.plant(room, config, NAME);
    keys.plantOf(scope.subject().orElseThrow(), room, config, fixture.database().jdbi(), NAME);
    byte[] signing = room.secrets().getOrCreate("signing", () -> EveryUse.letters(32));
    secrets.plant("other secret", signing);
    Arrays.fill(signing, (byte) 0);
    return told + "\n" + subject;
  }

  private String text(String name) {
    byte[] letters = EveryUse.letters(20);
    secrets.plant(name, letters);
    return new String(letters, StandardCharsets.US_ASCII);
  }

  private Path dump(String name) throws Exception {
    return HeapSecrets.dump(directory.resolve(name));
  }

  private static void inAThreadThatEnds(Runnable work) throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread =
        Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> failure[0] = e).start(work);
    thread.join();
    assertThat(failure[0]).isNull();
  }

  @Test
  void aSecretIsFoundInEachOfItsShapes() throws Exception {
    byte[] secret = EveryUse.letters(16);
    secrets.plant("planted", secret);
    String text = new String(secret, StandardCharsets.US_ASCII);

    for (byte[] shape :
        List.of(
            secret,
            text.getBytes(StandardCharsets.UTF_16LE),
            text.getBytes(StandardCharsets.UTF_16BE),
            HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII),
            java.util.Base64.getUrlEncoder().encode(secret))) {
      Path file = Files.write(directory.resolve("shape"), shape);
      assertThat(secrets.foundIn(file)).containsExactly("planted");
    }
    secret[5] ^= 1;
    assertThat(secrets.foundIn(Files.write(directory.resolve("shape"), secret))).isEmpty();
  }
}

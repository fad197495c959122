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
import dev.yinhu.register.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Nothing that was planted is reachable in a room that is closed, nor told by anything it says. The
 * heap is that of this process, with everything that can be reached; the room is still referred to,
 * as a service that goes on would.
 *
 * <p>What this cannot show: copies that nobody refers to any more stay in memory until it is used
 * again. Keys in the cipher library and the JDK are such copies, one of them in the last cipher of
 * each thread that ever used one; so the room is used by a thread that ends.
 */
class StoppedRoomHeapTest {
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");

  @TempDir private Path directory;
  private final HeapSecrets secrets = new HeapSecrets();

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
        plantKeys(room[0], config);
        told.append(use(room[0]));
      });
      assertThat(secrets.foundIn(dump("open.hprof")))
          .as("this test would notice")
          .contains("root key", "key of keyring field", "key of keyring subject");
      told.append(config);

      inAThreadThatEnds(room[0]::close);
      Path heap = dump("closed.hprof");

      assertThat(secrets.foundIn(heap)).isEmpty();
      assertThat(room[0].keysAvailable()).as("and the room is still here").isTrue();
      log.list.forEach(event -> told.append(event.getFormattedMessage()).append('\n'));
      assertThat(told).contains("Made a new root key");
      assertThat(secrets.foundIn(Files.writeString(directory.resolve("told"), told))).isEmpty();
    } finally {
      ((Logger) LoggerFactory.getLogger("dev.yinhu.crypto")).detachAppender(log);
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
              fixture.rootKeyFile(), 100, Duration.ofMinutes(5), seals, Duration.ofSeconds(4));
      Crypto[] room = new Crypto[1];
      inAThreadThatEnds(() -> {
        room[0] = Crypto.open(fixture.database().database(), config, clock());
        plantKeys(room[0], config);
        assertThat(use(room[0])).isNotEmpty();
      });

      hsm.unplug();
      Await.until("keys are gone", () -> !room[0].keysAvailable());
      assertThat(secrets.foundIn(dump("locked.hprof"))).isEmpty();

      hsm.plugIn();
      Await.until("keys are back", room[0]::keysAvailable);
      inAThreadThatEnds(room[0]::close);
      assertThat(secrets.foundIn(dump("closed.hprof"))).isEmpty();
    }
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

  /** Random, so that it is nowhere else; never in a String. */
  private Path passphrase() throws Exception {
    byte[] letters = letters(24);
    secrets.plant("passphrase", letters);
    Path file = Files.write(directory.resolve("passphrase"), letters);
    Arrays.fill(letters, (byte) 0);
    return file;
  }

  private static byte[] letters(int count) {
    byte[] bytes = new byte[count];
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return bytes;
  }

  private static CryptoConfig config(TestCrypto fixture, Path passphrase) {
    RootKeySeals seals =
        new RootKeySeals(
            Optional.of(new SecretFile(passphrase)), Optional.empty(), SealKind.PASSPHRASE);
    return new CryptoConfig(
        fixture.rootKeyFile(), 100, Duration.ofMinutes(5), seals, Duration.ofHours(1));
  }

  private void plantKeys(Crypto room, CryptoConfig config) {
    try (RootKey rootKey =
        new RootKeyFile(config.rootKeyFile(), config.seals()).read().orElseThrow()) {
      plant("root key", rootKey.secret());
      plant(
          "wrapping key",
          Hkdf.derive(
              new byte[0], rootKey.secret(), LengthPrefixed.utf8("yinhu/root/wrap/v1"), 32));
    }
    for (KeyringName name : KeyringName.values()) {
      plant("key of keyring " + name.text(), room.keyrings().active(name).key());
    }
  }

  private void plant(String name, byte[] secret) {
    secrets.plant(name, secret);
    Arrays.fill(secret, (byte) 0);
  }

  /** Seals and opens values of a subject and of none; gives what everything says of itself. */
  private String use(Crypto room) {
    SubjectId subject = new SubjectId(text("subject id"));
    KeyScope scope = room.subjects().findOrCreate(List.of(subject)).values().iterator().next();
    byte[] value = letters(20);
    secrets.plant("plaintext", value);
    Envelope sealed = room.cipher().seal(Suite.AES256_GCM, NAME, scope, "", value);
    Opened opened = room.cipher().open(NAME, scope, "", sealed);
    assertThat(opened).isInstanceOf(Opened.Plaintext.class);
    Envelope shared = room.cipher().seal(Suite.AES256_GCM, NAME, room.cipher().shared(), "", value);
    byte[] signing = room.secrets().getOrCreate("signing", () -> letters(32));
    plant("other secret", signing);
    return List.of(room, scope, sealed, shared, opened, room.keyrings(), room.subjects(), subject)
        .stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private String text(String name) {
    byte[] letters = letters(20);
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
    byte[] secret = letters(16);
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

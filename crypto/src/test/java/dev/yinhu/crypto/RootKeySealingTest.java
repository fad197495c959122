package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SecretFile;
import dev.yinhu.crypto.testing.SoftHsm;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One root key in its three forms, moved between them under a database full of keys. */
class RootKeySealingTest {
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");

  @TempDir private Path directory;
  private TestCrypto fixture;
  private SoftHsm hsm;
  private Path passphrase;
  private RootKeySeals seals;

  @BeforeEach
  void place() throws IOException {
    fixture = TestCrypto.closed();
    hsm = SoftHsm.create(directory.resolve("hsm"), "1357-hidden");
    passphrase = Files.writeString(directory.resolve("passphrase"), "seven words of a long song\n");
    seals = seals(SealKind.FILE);
    seals.makeTokenKey(fixture.rootKeyFile());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private RootKeySeals seals(SealKind forNew) {
    return new RootKeySeals(
        Optional.of(new SecretFile(passphrase)), Optional.of(hsm.settings("root")), forNew);
  }

  private Crypto open(RootKeySeals with) {
    CryptoConfig config =
        new CryptoConfig(
            fixture.rootKeyFile(), 100, Duration.ofMinutes(1), with, Duration.ofMinutes(1));
    return Crypto.open(fixture.database().database(), config, InstantSource.fixed(TestCrypto.NOW));
  }

  private String prefix() throws IOException {
    return Files.readString(fixture.rootKeyFile()).substring(0, 5);
  }

  /** What lies under the root key; beside it the tables count what is opened. */
  private List<String> wrappedKeys() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select(
                    """
                    select id::text from crypto.root_key
                    union all select key_id || ' ' || wrapped::text from crypto.keyring_version
                    union all select name || ' ' || wrapped::text from crypto.sealed_secret
                    union all select epoch || ' ' || wrapped_key::text from crypto.subject
                    order by 1
                    """)
                .mapTo(String.class)
                .list());
  }

  @Test
  void aMoveThroughAllFormsChangesNothingInTheDatabase() throws IOException {
    Envelope sealed;
    try (Crypto crypto = open(seals)) {
      sealed = seal(crypto);
    }
    List<String> before = wrappedKeys();
    assertThat(before).hasSizeGreaterThan(3);
    RootKeyFile file = new RootKeyFile(fixture.rootKeyFile(), seals);
    String id = file.read().orElseThrow().idText();

    for (SealKind to :
        new SealKind[] {
          SealKind.PASSPHRASE, SealKind.PKCS11, SealKind.PASSPHRASE, SealKind.PKCS11, SealKind.FILE
        }) {
      RootKeyFile.Moved moved = file.sealTo(to, seals);

      assertThat(moved.to()).isEqualTo(to);
      assertThat(moved.rootKeyId()).isEqualTo(id);
      try (Crypto crypto = open(seals)) {
        assertThat(opens(crypto, sealed)).isTrue();
      }
    }
    assertThat(prefix()).isEqualTo("yrk1.");
    assertThat(wrappedKeys()).isEqualTo(before);
  }

  @Test
  void aFirstKeyIsSealedFromTheStart() throws IOException {
    open(seals(SealKind.PASSPHRASE)).close();

    assertThat(prefix()).isEqualTo("yrp1.");
    open(seals).close();
  }

  @Test
  void aFirstKeyUnderATokenIsSealedFromTheStart() throws IOException {
    open(seals(SealKind.PKCS11)).close();

    assertThat(prefix()).isEqualTo("yrt1.");
  }

  @Test
  void aPassphraseIsExchangedForAnother() throws IOException {
    RootKeyFile file = new RootKeyFile(fixture.rootKeyFile(), seals(SealKind.PASSPHRASE));
    try (Crypto crypto = open(seals(SealKind.PASSPHRASE))) {
      assertThat(crypto.keysAvailable()).isTrue();
    }
    Path next = Files.writeString(directory.resolve("next"), "another song altogether");
    RootKeySeals target =
        new RootKeySeals(Optional.of(new SecretFile(next)), Optional.empty(), SealKind.FILE);

    file.sealTo(SealKind.PASSPHRASE, target);

    open(target).close();
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> open(seals))
        .withMessageContainingAll(passphrase.toString(), "does not open");
  }

  @Test
  void whatIsNotAtHandIsNamedWithItsSettings() {
    open(seals(SealKind.PASSPHRASE)).close();

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> open(RootKeySeals.NONE))
        .withMessageContainingAll(fixture.rootKeyFile().toString(), "root_key.passphrase_file");
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() ->
            new RootKeyFile(fixture.rootKeyFile(), seals)
                .sealTo(SealKind.PKCS11, RootKeySeals.NONE))
        .withMessageContaining("root_key.pkcs11.module");
  }

  @Test
  void aMoveThatFailsChangesNothing() throws IOException {
    open(seals).close();
    String before = Files.readString(fixture.rootKeyFile());
    hsm.unplug();

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(
            () -> new RootKeyFile(fixture.rootKeyFile(), seals).sealTo(SealKind.PKCS11, seals));

    assertThat(Files.readString(fixture.rootKeyFile())).isEqualTo(before);
  }

  @Test
  void withoutAKeyThereIsNothingToMove() {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(
            () -> new RootKeyFile(fixture.rootKeyFile(), seals).sealTo(SealKind.PASSPHRASE, seals))
        .withMessageContaining("no root key file");
  }

  private static Envelope seal(Crypto crypto) {
    return crypto
        .cipher()
        .seal(
            Suite.AES256_GCM,
            NAME,
            TestCrypto.scope(crypto, "c-1"),
            "",
            "张三".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean opens(Crypto crypto, Envelope sealed) {
    return crypto.cipher().open(NAME, TestCrypto.scope(crypto, "c-1"), "", sealed)
        instanceof Opened.Plaintext;
  }
}

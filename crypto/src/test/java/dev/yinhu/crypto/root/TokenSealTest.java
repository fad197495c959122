package dev.yinhu.crypto.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.CryptoException;
import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.crypto.pkcs11.LeavingKeys;
import dev.yinhu.crypto.testing.SoftHsm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSealTest {
  private static final Path FILE = Path.of("/where/root.key");
  private static final String PIN = "2468-hidden";

  @TempDir private Path directory;
  private SoftHsm hsm;
  private TokenSeal seal;
  private final byte[] key = new byte[RootKeySeal.KEY_BYTES];

  @BeforeEach
  void token() {
    hsm = SoftHsm.create(directory, PIN);
    seal = new TokenSeal(hsm.settings("root"));
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (i * 7 + 1);
    }
  }

  private static byte[] stripped(byte[] line) {
    return Arrays.copyOf(line, line.length - 1);
  }

  @Test
  void whatTheTokenSealedItOpens() {
    assertThat(seal.makeKey()).isTrue();

    byte[] line = stripped(seal.seal(key));

    assertThat(new String(line, StandardCharsets.US_ASCII)).matches("yrt1\\.[A-Za-z0-9_-]+");
    assertThat(seal.unseal(line, FILE)).isEqualTo(key);
    assertThat(new TokenSeal(hsm.settings("root")).unseal(line, FILE)).isEqualTo(key);
  }

  @Test
  void theSameKeyIsNeverSealedTheSameWay() {
    seal.makeKey();

    assertThat(seal.seal(key)).isNotEqualTo(seal.seal(key));
  }

  @Test
  void aTokenKeyIsMadeOnceAndNotByItself() {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> seal.seal(key))
        .withMessageContainingAll("no AES key of the label root", "--make-key");
    assertThat(seal.makeKey()).isTrue();
    assertThat(seal.makeKey()).isFalse();
  }

  @Test
  void anUnpluggedTokenIsReportedAndFoundAgain() {
    seal.makeKey();
    byte[] line = stripped(seal.seal(key));
    hsm.unplug();

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> seal.unseal(line, FILE))
        .satisfies(e -> assertThat(e.getMessage()).contains(hsm.module().toString()));
    assertThatExceptionOfType(CryptoException.class).isThrownBy(() -> seal.unseal(line, FILE));

    hsm.plugIn();
    assertThat(seal.unseal(line, FILE)).isEqualTo(key);
  }

  @Test
  void aWrongPinIsTriedOnceUntilItsFileIsWrittenAnew() throws Exception {
    seal.makeKey();
    byte[] line = stripped(seal.seal(key));
    hsm.writePin("9999-wrong");

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> seal.unseal(line, FILE))
        .withMessageContainingAll("refuses the PIN", "locks after", hsm.pinFile().toString())
        .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("9999", PIN));
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> seal.unseal(line, FILE))
        .withMessageContaining("not asked again");

    hsm.writePin(PIN);
    Files.setLastModifiedTime(hsm.pinFile(), FileTime.fromMillis(1));
    assertThat(seal.unseal(line, FILE)).isEqualTo(key);
  }

  @Test
  void aKeyThatCanBeTakenOutIsNotUsed() {
    LeavingKeys.make(hsm, "open");

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> new TokenSeal(hsm.settings("open")).seal(key))
        .withMessageContainingAll("can be taken out", "--make-key");
  }

  @Test
  void anotherKeyOfTheTokenIsNamed() {
    seal.makeKey();
    TokenSeal other = new TokenSeal(hsm.settings("other"));
    other.makeKey();
    byte[] line = stripped(seal.seal(key));

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> other.unseal(line, FILE))
        .withMessageContainingAll(
            FILE.toString(), "another token or key", SoftHsm.LABEL, "root", "root_key.pkcs11.key");
  }

  @Test
  void aKeyThatWasMadeAnewUnderTheSameNameDoesNotOpen() {
    seal.makeKey();
    byte[] line = stripped(seal.seal(key));
    SoftHsm second = SoftHsm.create(directory.resolve("second"), PIN);
    TokenSeal other = new TokenSeal(second.settings("root"));
    other.makeKey();

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> other.unseal(line, FILE))
        .withMessageContaining("does not open " + FILE);
  }

  @Test
  void anyChangedByteIsNoticed() {
    seal.makeKey();
    byte[] content = SealedLine.read(SealKind.PKCS11, stripped(seal.seal(key))).orElseThrow();
    for (int i = 0; i < content.length; i += 5) {
      byte[] changed = content.clone();
      changed[i] ^= 1;
      byte[] line = stripped(SealedLine.write(SealKind.PKCS11, changed));

      assertThatExceptionOfType(RootKeyException.class)
          .as("byte " + i)
          .isThrownBy(() -> seal.unseal(line, FILE));
    }
  }

  @Test
  void whatIsNoDriverNoTokenAndNoPinFileIsSaidInWords() throws Exception {
    Path text = Files.writeString(directory.resolve("no.so"), "no driver");
    SecretFile pin = new SecretFile(hsm.pinFile());
    SecretFile noPin = new SecretFile(directory.resolve("none"));

    assertRefused(
        new TokenSettings(directory.resolve("none.so"), "t", pin, "k"), "no PKCS#11 driver");
    assertRefused(new TokenSettings(text, "t", pin, "k"), "is no PKCS#11 driver");
    assertRefused(
        new TokenSettings(hsm.module(), "elsewhere", pin, "k"),
        "no token of the label elsewhere (it has: [" + SoftHsm.LABEL + "])");
    assertRefused(
        new TokenSettings(hsm.module(), SoftHsm.LABEL, noPin, "k"), "cannot read the secret");
  }

  private void assertRefused(TokenSettings settings, String words) {
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> new TokenSeal(settings).seal(key))
        .withMessageContaining(words);
  }
}

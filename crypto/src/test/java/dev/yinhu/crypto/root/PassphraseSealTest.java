package dev.yinhu.crypto.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.RootKeyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassphraseSealTest {
  private static final Path FILE = Path.of("/where/root.key");
  private static final Argon2Cost CHEAP = new Argon2Cost(7 * 1024, 1, 1);

  @TempDir private Path directory;
  private final byte[] key = new byte[RootKeySeal.KEY_BYTES];

  @BeforeEach
  void key() {
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (i * 3 + 5);
    }
  }

  private SecretFile passphrase(String text) throws Exception {
    return new SecretFile(Files.writeString(directory.resolve("passphrase"), text));
  }

  private PassphraseSeal seal(String text) throws Exception {
    return new PassphraseSeal(passphrase(text), CHEAP, new SecureRandom());
  }

  private static byte[] stripped(byte[] line) {
    return Arrays.copyOf(line, line.length - 1);
  }

  @ParameterizedTest
  @CsvSource({"65536,3,4", "7168,1,1", "19456,2,1"})
  void whatWasSealedOpensAtTheCostThatStandsInTheLine(int memory, int passes, int lanes)
      throws Exception {
    Argon2Cost cost = new Argon2Cost(memory, passes, lanes);
    SecretFile words = passphrase("correct horse battery staple\n");

    byte[] line = stripped(new PassphraseSeal(words, cost, new SecureRandom()).seal(key));

    assertThat(new String(line, StandardCharsets.US_ASCII)).matches("yrp1\\.[A-Za-z0-9_-]{115}");
    assertThat(seal("correct horse battery staple\r\n").unseal(line, FILE)).isEqualTo(key);
  }

  @Test
  void newKeysAreSealedAtTheRecommendedCost() {
    assertThat(Argon2Cost.RECOMMENDED).isEqualTo(new Argon2Cost(64 * 1024, 3, 4));
  }

  @Test
  void aWrongPassphraseIsSaidAndNothingElse() throws Exception {
    byte[] line = stripped(seal("the right one 一二三").seal(key));

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> seal("the wrong one 一二三").unseal(line, FILE))
        .withMessageContainingAll("passphrase", "does not open " + FILE)
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("right", "wrong one"));
  }

  @Test
  void aShortPassphraseSealsNothing() throws Exception {
    PassphraseSeal seal = seal("elevenchars");

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> seal.seal(key))
        .withMessageContainingAll("too short", "12 characters");
  }

  @Test
  void saltAndNonceAreNewEachTime() throws Exception {
    PassphraseSeal seal = seal("twice the same words");

    assertThat(seal.seal(key)).isNotEqualTo(seal.seal(key));
  }

  @Test
  void anyChangedByteIsNoticed() throws Exception {
    PassphraseSeal seal = seal("a passphrase of words");
    byte[] content = SealedLine.read(SealKind.PASSPHRASE, stripped(seal.seal(key))).orElseThrow();
    for (int i = 0; i < content.length; i++) {
      byte[] changed = content.clone();
      changed[i] ^= 1;
      byte[] line = stripped(SealedLine.write(SealKind.PASSPHRASE, changed));

      assertThatExceptionOfType(RootKeyException.class)
          .as("byte " + i)
          .isThrownBy(() -> seal.unseal(line, FILE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "262145,1,1",
    "7167,1,1",
    "2147483647,1,1",
    "-1,1,1",
    "7168,0,1",
    "7168,17,1",
    "7168,1,0",
    "7168,1,255"
  })
  void aCostOutOfBoundsIsNotEvenTried(int memory, int passes, int lanes) throws Exception {
    PassphraseSeal seal = seal("a passphrase of words");
    byte[] content = SealedLine.read(SealKind.PASSPHRASE, stripped(seal.seal(key))).orElseThrow();
    ByteBuffer.wrap(content).putInt(memory).put((byte) passes).put((byte) lanes);
    byte[] line = stripped(SealedLine.write(SealKind.PASSPHRASE, content));

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> seal.unseal(line, FILE))
        .withMessageContaining("is damaged");
  }

  /** Made by argon2-cffi 25.1 and pyca/cryptography: see docs/formats.md for every byte. */
  @Test
  void aLineMadeByOtherProgramsOpens() throws Exception {
    assertThat(
            seal("Golden 口令 passphrase")
                .unseal(
                    line(
                        "yrp1.AABMAAIBAAECAwQFBgcICQoLDA0OD2RlZmdoaWprbG1ub7qmPPnjvbDi01Ro3yLf7Tj-HQlujbP7UomygmUj9Lw4U80lnG1qZlVqFoBfitXiiPQoxUs"),
                    FILE))
        .isEqualTo(
            HexFormat.of()
                .parseHex("20f4b0da57aecf9bb9b33af78b8abbc8d047f361aab67a304a2edd9fbe0a8dd6"));
  }

  private static byte[] line(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({"''", "'\n'", "'\r\n'"})
  void anEmptyPassphraseFileIsNone(String content) throws Exception {
    SecretFile file = passphrase(content);

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(file::read)
        .withMessageContainingAll(file.place(), "1 to 1024 bytes");
  }

  @Test
  void aSecretIsAsLongAsItMayBeAndNoLonger() throws Exception {
    assertThat(passphrase("x".repeat(1024) + "\r\n").read()).hasSize(1024);
    SecretFile file = passphrase("x".repeat(1025));

    assertThatExceptionOfType(RootKeyException.class).isThrownBy(file::read);
  }
}

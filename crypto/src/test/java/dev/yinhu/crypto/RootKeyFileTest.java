package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootKeyFileTest {
  @TempDir private Path directory;
  private Path path;
  private RootKeyFile file;

  @BeforeEach
  void place() {
    path = directory.resolve("root.key");
    file = new RootKeyFile(path);
  }

  @Test
  void noFileMeansNoKey() {
    assertThat(file.read()).isEmpty();
  }

  @Test
  void whatWasMadeIsReadAgainAndOnlyItsOwnerMayReadIt() throws IOException {
    RootKey made = file.create(new SecureRandom());

    RootKey read = file.read().orElseThrow();

    assertThat(read.secret()).isEqualTo(made.secret());
    assertThat(read.idText()).isEqualTo(made.idText()).hasSize(16);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(path)).matches("yrk1\\.[A-Za-z0-9_-]{48}\n");
    assertThat(namesIn(directory)).containsExactly("root.key");
  }

  @Test
  void aKeyIsNeverOverwritten() throws IOException {
    file.create(new SecureRandom());
    String before = Files.readString(path);

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> file.create(new SecureRandom()))
        .withMessageContainingAll(path.toString(), "left as it is");
    assertThat(Files.readString(path)).isEqualTo(before);
    assertThat(namesIn(directory)).containsExactly("root.key");
  }

  @Test
  void ofManyWhoMakeItAtOnceOneSucceeds() throws Exception {
    Callable<Boolean> making =
        () -> {
          try {
            file.create(new SecureRandom());
            return true;
          } catch (RootKeyException lost) {
            return false;
          }
        };

    List<Boolean> made = Together.run(List.of(making, making, making, making));

    assertThat(made).containsOnlyOnce(true);
    assertThat(file.read()).isPresent();
    assertThat(namesIn(directory)).containsExactly("root.key");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    RootKeyFile nowhere = new RootKeyFile(directory.resolve("none/root.key"));

    assertThat(nowhere.read()).isEmpty();
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> nowhere.create(new SecureRandom()))
        .withMessageContaining(directory.resolve("none/root.key").toString());
  }

  @Test
  void aDirectoryInItsPlaceIsNamed() throws IOException {
    Files.createDirectory(path);

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(file::read)
        .withMessageContainingAll("cannot read", path.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rwx------", "rw-rw-rw-"})
  void aFileOpenToOthersIsRefused(String permissions) throws IOException {
    byte[] secret = file.create(new SecureRandom()).secret();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(file::read)
        .withMessageContainingAll(path.toString(), permissions, "chmod 600")
        .satisfies(e -> KeyTraces.assertNone(e.toString(), secret));
  }

  @Test
  void aFileThatItsOwnerMayOnlyReadIsRead() throws IOException {
    file.create(new SecureRandom());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));

    assertThat(file.read()).isPresent();
  }

  @Test
  void truncationAtEveryLengthIsDamage() throws IOException {
    byte[] secret = file.create(new SecureRandom()).secret();
    String whole = Files.readString(path).strip();
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(path, whole.substring(0, length));

      assertDamaged(secret);
    }
  }

  @Test
  void anotherCharacterAtAnyPlaceIsDamage() throws IOException {
    byte[] secret = file.create(new SecureRandom()).secret();
    String whole = Files.readString(path).strip();
    for (int i = 0; i < whole.length(); i++) {
      char other = whole.charAt(i) == 'A' ? 'B' : 'A';
      Files.writeString(path, whole.substring(0, i) + other + whole.substring(i + 1));

      assertDamaged(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "yrk1.", "yrk2.", "hello", "\uFEFF", "yrk1.张张张张"})
  void whatIsNoKeyIsDamage(String content) throws IOException {
    writePrivately(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertDamaged(new byte[RootKey.BYTES]);
  }

  @Test
  void moreThanOneKeyIsDamage() throws IOException {
    byte[] secret = file.create(new SecureRandom()).secret();
    String whole = Files.readString(path);
    Files.writeString(path, whole + whole);

    assertDamaged(secret);
  }

  @Test
  void bytesThatAreNoTextAreDamage() throws IOException {
    writePrivately(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF});

    assertDamaged(new byte[RootKey.BYTES]);
  }

  @Test
  void aHugeFileIsRefusedWithoutBeingReadWhole() throws IOException {
    writePrivately(new byte[0]);
    try (var sparse = new java.io.RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }

    assertDamaged(new byte[RootKey.BYTES]);
  }

  @Test
  void spacesAndLineEndsAroundTheKeyAreForgiven() throws IOException {
    RootKey made = file.create(new SecureRandom());
    Files.writeString(path, "  " + Files.readString(path).strip() + " \r\n\n");

    assertThat(file.read().orElseThrow().idText()).isEqualTo(made.idText());
  }

  @Test
  void toStringShowsTheFingerprintOnly() {
    RootKey made = file.create(new SecureRandom());

    assertThat(made).hasToString("RootKey[id=" + made.idText() + ", secret=***]");
    KeyTraces.assertNone(made.toString(), made.secret());
  }

  @Test
  void theFingerprintIsNoPartOfTheKey() {
    String keys =
        IntStream.range(0, 20)
            .mapToObj(i -> new RootKeyFile(directory.resolve("k" + i)).create(new SecureRandom()))
            .peek(key -> KeyTraces.assertNone(key.idText(), key.secret()))
            .map(RootKey::idText)
            .distinct()
            .collect(Collectors.joining());

    assertThat(keys).hasSize(20 * 16);
  }

  private void writePrivately(byte[] content) throws IOException {
    Files.write(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  private void assertDamaged(byte[] secret) {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(file::read)
        .withMessageContainingAll(path.toString(), "is damaged", "offline copy")
        .satisfies(e -> KeyTraces.assertNone(e.toString(), secret));
  }

  private static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

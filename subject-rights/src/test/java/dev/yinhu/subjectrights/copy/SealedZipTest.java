package dev.yinhu.subjectrights.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as 7-Zip sees it, a program that shares no code with ours. */
class SealedZipTest {
  private static final String PASSPHRASE = "aT9-x_2vQ0mLrK7sYbW4cD";
  private static final String TEXT =
      "{\"name\":\"张三\",\"city\":\"NEVER-IN-CLEAR\"}\n".repeat(5_000);

  @TempDir Path room;

  @Test
  void anotherProgramOpensItByThePassphraseAndItsHashesHold() throws Exception {
    Path archive = room.resolve("copy.zip");
    FileHash told = write(archive);

    Ran ran = sevenZip("x", "-p" + PASSPHRASE, "-o" + room.resolve("out"), archive.toString());

    assertThat(ran.code()).as(ran.told()).isZero();
    byte[] content = Files.readAllBytes(room.resolve("out/shop.users.json"));
    assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(told.bytes()).isEqualTo(content.length);
    assertThat(told.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
  }

  @Test
  void itIsSealedByAes256AndOpensByNoOtherPassphrase() throws Exception {
    Path archive = room.resolve("copy.zip");
    write(archive);

    assertThat(sevenZip("l", "-slt", archive.toString()).told()).contains("AES-256");
    assertThat(sevenZip("t", "-pwrong", archive.toString()).code()).isNotZero();
    assertThat(new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1))
        .doesNotContain("NEVER-IN-CLEAR");
  }

  @Test
  void oneByteChangedIsNoticed() throws Exception {
    Path archive = room.resolve("copy.zip");
    write(archive);
    byte[] bytes = Files.readAllBytes(archive);
    bytes[200] ^= 1;
    Files.write(archive, bytes);

    assertThat(sevenZip("t", "-p" + PASSPHRASE, archive.toString()).code()).isNotZero();
  }

  @Test
  void filesComeOneAtATimeAndEachNameOnce() throws IOException {
    try (var zip = new SealedZip(OutputStream.nullOutputStream(), PASSPHRASE.toCharArray())) {
      try (var file = zip.file("a.csv")) {
        file.write(1);
        assertThatIllegalStateException().isThrownBy(() -> zip.file("b.csv"));
      }
      assertThatIllegalStateException().isThrownBy(() -> zip.file("a.csv"));
    }
  }

  @Test
  void aPassphraseThatCanBeGuessedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SealedZip(OutputStream.nullOutputStream(), "short".toCharArray()));
  }

  private static FileHash write(Path archive) throws IOException {
    try (var zip = new SealedZip(Files.newOutputStream(archive), PASSPHRASE.toCharArray())) {
      try (var file = zip.file("shop.users.json")) {
        file.write(TEXT.getBytes(StandardCharsets.UTF_8));
      }
      return Objects.requireNonNull(zip.files().get("shop.users.json"));
    }
  }

  private record Ran(int code, String told) {}

  private static Ran sevenZip(String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add("7z");
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), told);
  }
}

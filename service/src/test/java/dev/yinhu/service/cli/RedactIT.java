package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redacted copies by the scan command; how files are rewritten is tested in pii-scanner. */
final class RedactIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MOBILE = "13688887777";

  @TempDir private Path directory;

  @BeforeEach
  void tree() throws IOException {
    Files.createDirectories(directory.resolve("tree/sub"));
    write("tree/a.csv", "phone,n\r\n" + MOBILE + ",1\r\n");
    write("tree/sub/b.json", "{\"tel\": " + MOBILE + "}");
    write("tree/sub/c.json", "{\"tel\": " + MOBILE);
    Files.write(directory.resolve("tree/d.bin"), new byte[1000]);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private CommandLineRun scan(String... arguments) {
    return CommandLineRun.of(
        directory, Stream.concat(Stream.of("scan"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void aTreeIsCopiedWithoutWhatItHolds() throws Exception {
    CommandLineRun done = scan("--redact", "out", "tree");

    assertThat(done.exitCode()).as("c.json is broken").isOne();
    assertThat(read("out/tree/a.csv")).isEqualTo("phone,n\r\n\"136****7777\",1\r\n");
    assertThat(read("out/tree/sub/b.json")).isEqualTo("{\"tel\": \"136****7777\"}");
    assertThat(directory.resolve("out/tree/sub/c.json")).doesNotExist();
    assertThat(done.out())
        .contains("tree/a.csv  CN_MOBILE 1", "tree/d.bin  not copied: binary")
        .contains("2 files copied, 2 values replaced, 1 files left out, 1 failed")
        .doesNotContain(MOBILE);
    assertThat(done.err()).contains("tree/sub/c.json was not copied").doesNotContain(MOBILE);
    assertThat(read("tree/a.csv")).contains(MOBILE);
  }

  @Test
  void hashesUnderTheKeyOfADataDirectoryAreTheSameAgain() throws Exception {
    Files.delete(directory.resolve("tree/sub/c.json"));

    CommandLineRun done =
        scan("--redact", "out", "--redact-with", "hash", "--data", "keys", "--json", "tree");
    scan("--redact", "again", "--redact-with", "hash", "--data", "keys", "tree/a.csv");

    assertThat(done.exitCode()).as(done.err()).isZero();
    List<String> lines = done.out().lines().toList();
    assertThat(JSON.readTree(lines.getFirst()).at("/replaced/CN_MOBILE").asInt()).isOne();
    assertThat(JSON.readTree(lines.getLast()).at("/summary/copied").asInt()).isEqualTo(2);
    assertThat(read("out/tree/a.csv")).containsPattern("CN_MOBILE:[0-9a-f]{32}");
    assertThat(read("again/a.csv")).isEqualTo(read("out/tree/a.csv"));
  }

  @Test
  void nothingIsWrittenWhereItIsReadOrOverSomething() throws Exception {
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("tree"));

    for (String into : List.of("tree", "tree/out", "link/out", ".", "tree/a.csv")) {
      assertThat(scan("--redact", into, "tree").exitCode()).as(into).isNotZero();
    }
    assertThat(scan("--redact", "out", "tree", "./tree").exitCode()).isEqualTo(2);
    assertThat(scan("--redact", "out", "-").exitCode()).isEqualTo(2);
    assertThat(scan("--redact-with", "type", "tree").exitCode()).isEqualTo(2);
    assertThat(directory.resolve("out")).doesNotExist();
    assertThat(directory.resolve("tree/out")).doesNotExist();
    assertThat(scan("--redact", "out", "missing.txt").exitCode()).isOne();
  }

  @Test
  void encryptingTakesAnInstallation() throws Exception {
    CommandLineRun bare = scan("--redact", "out", "--redact-with", "encrypt", "tree");
    write("token", "x");
    CommandLineRun nowhere =
        scan(
            "--redact",
            "out",
            "--redact-with",
            "encrypt",
            "--data",
            "none",
            "--token-file",
            "token",
            "--redact-field",
            "CN_MOBILE=shop.users.phone",
            "tree");

    assertThat(bare.exitCode()).isEqualTo(2);
    assertThat(bare.err()).contains("--data DIR", "--token-file FILE", "--redact-field");
    assertThat(nowhere.exitCode()).isOne();
    assertThat(nowhere.err()).contains("there is no installation");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void whatIsEncryptedIsTurnedBackByTheService() throws Exception {
    try (LiveService service = LiveService.start(directory.resolve("data"), Map.of())) {
      write("token", service.token("order-service") + "\n");
      write("subject", "u-redact-1\n");
      String[] sealing = {
        "--redact-with",
        "encrypt",
        "--data",
        "data",
        "--token-file",
        "token",
        "--subject-file",
        "subject",
        "--redact-field",
        "CN_MOBILE=shop.users.phone",
        "tree/a.csv"
      };

      CommandLineRun done =
          scan(
              Stream.concat(Stream.of("--redact", "out"), Stream.of(sealing))
                  .toArray(String[]::new));
      CommandLineRun noShape =
          scan(
              "--redact",
              "ff1",
              "--redact-with",
              "ff1",
              "--data",
              "data",
              "--token-file",
              "token",
              "--redact-field",
              "CN_MOBILE=shop.users.phone",
              "tree/a.csv");
      write("token", "yht_nobody");
      CommandLineRun nobody =
          scan(
              Stream.concat(Stream.of("--redact", "no"), Stream.of(sealing))
                  .toArray(String[]::new));

      assertThat(done.exitCode()).as(done.err()).isZero();
      String copy = read("out/a.csv");
      String ciphertext = copy.substring(copy.indexOf('"') + 1, copy.lastIndexOf('"'));
      JsonNode opened =
          service
              .reveal(
                  "order-service",
                  "deliver-order",
                  "clear",
                  "shop.users.phone",
                  "u-redact-1",
                  ciphertext)
              .json();
      assertThat(opened.toString()).contains(MOBILE);
      assertThat(noShape.err()).contains("FF1 suite");
      assertThat(nobody.exitCode()).isOne();
      assertThat(directory.resolve("no")).doesNotExist();
    }
  }
}

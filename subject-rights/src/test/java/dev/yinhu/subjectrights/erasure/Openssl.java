package dev.yinhu.subjectrights.erasure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Checks signatures of notes with the command {@code openssl}, as docs/requests.md tells others to:
 * the text up to and with its line feed, the signature without the four bytes of the key's id, the
 * key in the frame of X.509.
 */
final class Openssl {
  private static final String ED25519_FRAME = "302a300506032b6570032100";
  private static final String SM2_FRAME = "3059301306072a8648ce3d020106082a811ccf5501822d034200";
  private static final int KEY_ID = 4;
  private static final int ED25519_PREFIX = 1;
  private static final int SM2_PREFIX = 1 + "yinhu.dev/sm2-sm3".length();

  private final Path directory;

  Openssl(Path directory) {
    this.directory = directory;
  }

  boolean verifiesEd25519(String note, String verifierKey) throws Exception {
    files(note, 0, verifierKey, ED25519_PREFIX, ED25519_FRAME);
    return run(
        "pkeyutl",
        "-verify",
        "-pubin",
        "-keyform",
        "DER",
        "-inkey",
        "key.der",
        "-rawin",
        "-in",
        "text",
        "-sigfile",
        "signature");
  }

  boolean verifiesSm2(String note, String verifierKey) throws Exception {
    files(note, 1, verifierKey, SM2_PREFIX, SM2_FRAME);
    return run(
        "pkeyutl",
        "-verify",
        "-pubin",
        "-keyform",
        "DER",
        "-inkey",
        "key.der",
        "-rawin",
        "-digest",
        "sm3",
        "-pkeyopt",
        "distid:1234567812345678",
        "-in",
        "text",
        "-sigfile",
        "signature");
  }

  private void files(String note, int line, String verifierKey, int prefix, String frame)
      throws IOException {
    int split = note.lastIndexOf("\n\n");
    String signature = note.substring(split + 2).lines().toList().get(line);
    byte[] blob = Base64.getDecoder().decode(signature.split(" ", -1)[2]);
    byte[] typed = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
    Files.writeString(directory.resolve("text"), note.substring(0, split + 1));
    Files.write(directory.resolve("signature"), Arrays.copyOfRange(blob, KEY_ID, blob.length));
    Files.write(
        directory.resolve("key.der"),
        HexFormat.of()
            .parseHex(
                frame + HexFormat.of().formatHex(Arrays.copyOfRange(typed, prefix, typed.length))));
  }

  private boolean run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("openssl does not end");
    }
    return process.exitValue() == 0;
  }
}

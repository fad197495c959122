package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.RootKey;
import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SecretFile;
import dev.yinhu.crypto.root.SecretSource;
import dev.yinhu.crypto.root.TokenSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whatever lies in the root key file: a key with a right check sum, or the declared exception. */
class RootKeyFileFuzzTest {
  private static final SecretSource PASSPHRASE =
      new SecretSource() {
        @Override
        public byte[] read() {
          return "Golden 口令 passphrase".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String place() {
          return "here";
        }
      };
  private static final Path NOWHERE = Path.of("/nowhere");
  private static final RootKeySeals SEALS =
      new RootKeySeals(
          Optional.of(PASSPHRASE),
          Optional.of(new TokenSettings(NOWHERE, "token", new SecretFile(NOWHERE), "key")),
          SealKind.FILE);

  @FuzzTest(maxDuration = "20s")
  void anyContentIsAKeyOrTheDeclaredException(byte[] content) throws IOException {
    Path file = Files.createTempFile("root", ".key");
    try {
      Files.write(file, content);
      Optional<RootKey> key = new RootKeyFile(file, SEALS).read();
      assertThat(key).isPresent();
    } catch (RootKeyException declared) {
      assertThat(declared).hasMessageContaining(file.toString());
    } finally {
      Files.delete(file);
    }
  }
}

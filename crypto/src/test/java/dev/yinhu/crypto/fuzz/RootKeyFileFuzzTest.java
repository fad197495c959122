package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.RootKey;
import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.crypto.RootKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whatever lies in the root key file: a key with a right check sum, or the declared exception. */
class RootKeyFileFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void anyContentIsAKeyOrTheDeclaredException(byte[] content) throws IOException {
    Path file = Files.createTempFile("root", ".key");
    try {
      Files.write(file, content);
      Optional<RootKey> key = new RootKeyFile(file).read();
      assertThat(key).isPresent();
    } catch (RootKeyException declared) {
      assertThat(declared).hasMessageContaining(file.toString());
    } finally {
      Files.delete(file);
    }
  }
}

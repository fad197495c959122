package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.FileHeader;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.OpenedFile;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/** Whatever is sent as a sealed file: one of the declared outcomes, never an exception. */
class FileFuzzTest {
  private static final FieldRef FIELD = FieldRef.parse("shop.users.phone");
  private static final TestCrypto FIXTURE = TestCrypto.create();
  private static final KeyScope ANNA = FIXTURE.scope("anna");

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @FuzzTest(maxDuration = "20s")
  void anyBytesAreRefusedWithADeclaredOutcome(byte[] bytes) throws IOException {
    assertThat(open(FIXTURE.crypto().cipher().shared(), bytes))
        .isNotInstanceOf(OpenedFile.Begun.class);
    assertThat(open(ANNA, bytes)).isNotInstanceOf(OpenedFile.Begun.class);
  }

  private static OpenedFile open(KeyScope scope, byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    FileHeader header = FileHeader.read(in);
    FIXTURE.crypto().files().knowsKeyOf(header);
    return FIXTURE.crypto().files().open(FIELD, scope, "", header, in);
  }
}

package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final byte[] SECRET = "u-1".getBytes(StandardCharsets.UTF_8);
  private static TestCrypto fixture;

  @BeforeAll
  static void open() {
    fixture = TestCrypto.create();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static SecretBox box(Crypto crypto, String name) {
    return crypto.secrets().box(name, new SecureRandom());
  }

  @Test
  void opensWhatAnotherNodeSealed() {
    byte[] sealed = box(fixture.crypto(), "cases").seal(SECRET, "case 1");

    assertThat(box(fixture.anotherNode(), "cases").open(sealed, "case 1"))
        .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(SECRET));
  }

  @Test
  void theSameSecretIsNeverSealedAlike() {
    SecretBox box = box(fixture.crypto(), "cases");

    assertThat(box.seal(SECRET, "case 1"))
        .isNotEqualTo(box.seal(SECRET, "case 1"))
        .hasSize(SECRET.length + 40);
  }

  @Test
  void doesNotOpenUnderAnotherLabelOrInAnotherBoxOrChanged() {
    SecretBox box = box(fixture.crypto(), "cases");
    byte[] sealed = box.seal(SECRET, "case 1");

    assertThat(box.open(sealed, "case 2")).isEmpty();
    assertThat(box(fixture.crypto(), "codes").open(sealed, "case 1")).isEmpty();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(box.open(changed, "case 1")).isEmpty();
    }
    assertThat(box.open(new byte[0], "case 1")).isEmpty();
  }
}

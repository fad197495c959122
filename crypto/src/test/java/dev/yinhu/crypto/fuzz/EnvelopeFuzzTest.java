package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.FieldCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** Whatever is sent as an envelope: one of the declared outcomes, never an exception. */
class EnvelopeFuzzTest {
  private static final FieldRef FIELD = FieldRef.parse("shop.users.phone");
  private static final TestCrypto FIXTURE = TestCrypto.create();
  private static final FieldCipher CIPHER = FIXTURE.crypto().cipher();
  private static final KeyScope ANNA = FIXTURE.scope("anna");

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @FuzzTest(maxDuration = "20s")
  void anyTextIsRefusedWithADeclaredOutcome(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    Envelope.parse(text)
        .ifPresent(envelope -> {
          assertThat(envelope.text()).isEqualTo(text);
          open(envelope);
        });
    Envelope.parse(Envelope.PREFIX + text).ifPresent(EnvelopeFuzzTest::open);
  }

  @FuzzTest(maxDuration = "20s")
  void anyBytesAreRefusedWithADeclaredOutcome(byte[] bytes) {
    String body = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Optional<Envelope> envelope = Envelope.parse(Envelope.PREFIX + body);

    assertThat(envelope.isPresent()).isEqualTo(bytes.length > 0);
    envelope.ifPresent(EnvelopeFuzzTest::open);
  }

  private static void open(Envelope envelope) {
    Opened opened = CIPHER.open(FIELD, CIPHER.shared(), "", envelope);
    Opened ofAnna = CIPHER.open(FIELD, ANNA, "", envelope);

    assertThat(opened).isNotInstanceOf(Opened.Plaintext.class);
    assertThat(ofAnna).isNotInstanceOf(Opened.Plaintext.class);
  }
}

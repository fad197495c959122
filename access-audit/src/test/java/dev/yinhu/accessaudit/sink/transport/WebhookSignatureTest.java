package dev.yinhu.accessaudit.sink.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  /** The example that the Standard Webhooks libraries test themselves with. */
  @Test
  void thePublishedExampleIsSignedAsPublished() {
    WebhookSignature signature = WebhookSignature.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.US_ASCII);
    assertThat(signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec",
        "whsec_",
        "whsec_geheim!",
        "whsec_AAAA",
        "whsk_AAAA",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void whatIsNoSecretIsRefusedWithoutRepeatingIt(String secret) {
    assertThatThrownBy(() -> WebhookSignature.of(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neither a whsec_ secret nor a whsk_ key")
        .hasNoCause();
  }

  @Test
  void inPrintItShowsNothingOfTheKey() {
    assertThat(WebhookSignature.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        .hasToString("WebhookSignature[v1]");
  }
}

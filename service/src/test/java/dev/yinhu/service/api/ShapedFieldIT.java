package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A field with FF1 over HTTP; what it does is tested in field-access. */
@ExtendWith(SharedService.class)
final class ShapedFieldIT {
  private final LiveService service;
  private final String subject;
  private final String value;

  ShapedFieldIT(LiveService service, Planted planted) {
    this.service = service;
    this.subject = planted.subject();
    this.value = planted.value("15812345678");
  }

  @BeforeEach
  void declare() {
    String declared =
        LiveService.demoRegister().replaceFirst("(name: phone[\\s\\S]*?suite: )\\w+", "$1FF1_SM4");
    assertThat(service.putRegister("admin", declared).status()).isEqualTo(200);
  }

  @AfterEach
  void restore() {
    assertThat(service.putRegister("admin", LiveService.demoRegister()).status()).isEqualTo(200);
  }

  @Test
  void theKeyVersionGoesOutWithTheCiphertextAndBackInWithIt() {
    JsonNode sealed =
        service
            .post(
                "order-service",
                "/v1/encrypt",
                "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                    .formatted(subject, value))
            .json()
            .at("/results/0");

    assertThat(sealed.path("ciphertext").asText()).matches("158[0-9]{8}").isNotEqualTo(value);
    assertThat(sealed.path("key_version").isInt()).isTrue();
    String ciphertext = sealed.path("ciphertext").asText();
    String version = sealed.path("key_version").asText();
    assertThat(decrypt(ciphertext, version).result()).isEqualTo(value);
    assertThat(decrypt(ciphertext, "null").result()).isEqualTo(value);
    assertThat(decrypt(ciphertext, "99").result()).isEqualTo("[bad-request]");
    assertThat(decrypt("yh1.AAAA", version).result()).isEqualTo("[bad-request]");
  }

  @Test
  void aKeyVersionIsANumberFromOneOn() {
    assertThat(decrypt("15800000000", "0").problem()).isEqualTo("400 invalid-request");
    assertThat(decrypt("15800000000", "\"1\"").problem()).isEqualTo("400 invalid-request");
  }

  private Reply decrypt(String ciphertext, String version) {
    return service.post(
        "order-service",
        "/v1/decrypt",
        """
        {"purpose":"deliver-order","items":[{"field":"shop.users.phone","subject":"%s",
         "ciphertext":"%s","key_version":%s}]}\
        """
            .formatted(subject, ciphertext, version));
  }
}

package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The route; what it does to keys and rights is tested in field-access. */
@ExtendWith(SharedService.class)
final class RewrapIT {
  private static final String PHONE = "shop.users.phone";
  private static final String MAY =
      "{name: order-service, operations: [encrypt, decrypt, mask, search]}";

  private final LiveService service;
  private final String subject;
  private final String value;

  RewrapIT(LiveService service, Planted planted) {
    this.service = service;
    this.subject = planted.subject();
    this.value = planted.value("15812345678");
  }

  @BeforeEach
  void grant() {
    String granted =
        LiveService.demoRegister().replace(MAY, MAY.replace("search]", "search, rewrap]"));
    assertThat(service.putRegister("admin", granted).status()).isEqualTo(200);
  }

  @AfterEach
  void restore() {
    assertThat(service.putRegister("admin", LiveService.demoRegister()).status()).isEqualTo(200);
  }

  private String sealed() {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(PHONE, subject, value))
        .result();
  }

  private Reply rewrap(String caller, String ciphertext) {
    return service.post(
        caller,
        "/v1/rewrap",
        "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"ciphertext\":\"%s\",\"reference\":\"a\"}]}"
            .formatted(PHONE, subject, ciphertext));
  }

  @Test
  void whatIsCurrentComesBackWithoutChange() {
    String ciphertext = sealed();

    JsonNode answer = rewrap("order-service", ciphertext).json();

    assertThat(answer.at("/results/0/reference").asText()).isEqualTo("a");
    assertThat(answer.at("/results/0/ciphertext").asText()).isEqualTo(ciphertext);
    assertThat(answer.at("/results/0/changed").isBoolean()).isTrue();
    assertThat(answer.at("/results/0/changed").asBoolean()).isFalse();
    assertThat(answer.path("succeeded").asInt()).isEqualTo(1);
  }

  @Test
  void itemsFailOneByOneAndNeedTheirOwnRight() {
    String ciphertext = sealed();
    assertThat(rewrap("order-service", "yh1.AAAA").result())
        .isIn("[not-authentic]", "[unsupported-format]");
    assertThat(rewrap("support-desk", ciphertext).result()).isEqualTo("[not-permitted]");
    assertThat(service.post("order-service", "/v1/rewrap", "{\"items\":[]}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(
            service
                .post("order-service", "/v1/rewrap", "{\"purpose\":\"x\",\"items\":[]}")
                .problem())
        .isEqualTo("400 invalid-request");
  }
}

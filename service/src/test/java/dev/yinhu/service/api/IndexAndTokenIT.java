package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class IndexAndTokenIT {
  private static final String EMAIL = "yinhu: {protect: {suite: AES256_GCM, index: true}}";

  private final LiveService service;
  private final Planted planted;

  IndexAndTokenIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private static JsonNode first(Reply reply) {
    return reply.json().path("results").path(0);
  }

  private Reply index(String caller, String item) {
    return service.post(caller, "/v1/index", "{\"items\":[" + item + "]}");
  }

  @Test
  void aPhoneNumberIsFoundHoweverItIsWritten() {
    String value = planted.value("13611112222");
    JsonNode stored =
        first(
            index("order-service", "{\"field\":\"shop.users.phone\",\"value\":\"" + value + "\"}"));
    JsonNode asked =
        first(
            index(
                "support-desk",
                "{\"field\":\"shop.users.phone\",\"value\":\"+86 136 1111-2222\"}"));

    assertThat(stored.path("index").asText()).startsWith("yi1.");
    assertThat(asked.path("query")).contains(stored.path("index"));
  }

  @Test
  void whatIsNoIndexableValueIsRefusedAsItemOrAsRequest() {
    assertThat(
            first(index("order-service", "{\"field\":\"shop.users.phone\",\"value\":\"  \"}"))
                .at("/error/code")
                .asText())
        .isEqualTo("bad-request");
    assertThat(
            first(
                    index(
                        "order-service",
                        "{\"field\":\"shop.users.phone\",\"value\":\"1\",\"subject\":\"nobody-7\"}"))
                .at("/error/code")
                .asText())
        .isEqualTo("subject-erased");
    assertThat(index("order-service", "{\"field\":\"shop.users.phone\"}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(
            index("order-service", "{\"field\":\"shop.users.phone\",\"values\":{\"phone\":null}}")
                .problem())
        .isEqualTo("400 invalid-request");
  }

  @Test
  void aTokenIsGivenCheckedAndTurnedBack() {
    String register =
        LiveService.demoRegister()
            .replaceFirst(
                "\\Q" + EMAIL + "\\E",
                "yinhu: {protect: {suite: AES256_GCM, index: true, tokens: {kind: random, ttl:"
                    + " 30d}}}");
    assertThat(service.putRegister("admin", register).status()).isEqualTo(200);
    String field = register.contains("tokens: {kind: random, ttl: 30d}") ? field(register) : "";
    String value = planted.value("13633334444");
    String subject = planted.subject();
    String item = "\"field\":\"" + field + "\",\"subject\":\"" + subject + "\"";

    JsonNode given =
        first(
            service.post(
                "order-service",
                "/v1/tokenize",
                "{\"items\":[{%s,\"value\":\"%s\"}]}".formatted(item, value)));
    String token = given.path("token").asText();
    Reply back =
        service.post(
            "order-service",
            "/v1/detokenize",
            "{\"purpose\":\"deliver-order\",\"items\":[{%s,\"token\":\"%s\"}]}"
                .formatted(item, token));
    JsonNode checked =
        first(
            service.post(
                "order-service",
                "/v1/tokenize/check",
                "{\"items\":[{\"field\":\"%s\",\"token\":\"%s\"}]}".formatted(field, token)));
    Reply unknown =
        service.post(
            "order-service",
            "/v1/detokenize",
            "{\"purpose\":\"deliver-order\",\"items\":[{%s,\"token\":\"yt1.AAAA\"}]}"
                .formatted(item));
    assertThat(service.putRegister("admin", LiveService.demoRegister()).status()).isEqualTo(200);

    assertThat(token).startsWith("yt1.");
    assertThat(given.path("expires").asText()).endsWith("Z");
    assertThat(back.result()).isEqualTo(value);
    assertThat(checked.path("token").asBoolean()).isTrue();
    assertThat(checked.path("kind").asText()).isEqualTo("random");
    assertThat(unknown.result()).isEqualTo("[token-unknown]");
  }

  /** Whichever field stands first with that protection in the demo's register. */
  private static String field(String register) {
    int at = register.indexOf("tokens: {kind: random, ttl: 30d}");
    int name = register.lastIndexOf("- name: ", at) + "- name: ".length();
    return "shop.users." + register.substring(name, register.indexOf('\n', name)).strip();
  }
}

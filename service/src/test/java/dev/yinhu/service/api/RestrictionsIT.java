package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests to restrict over HTTP: what then is read, and lifting. */
@ExtendWith(SharedService.class)
final class RestrictionsIT {
  private static final String PHONE = "shop.users.phone";
  private final LiveService service;
  private final Planted planted;

  RestrictionsIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private String sealed(String person) {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"13800138000\"}]}"
                .formatted(PHONE, person))
        .json()
        .at("/results/0/ciphertext")
        .asText();
  }

  private String read(String caller, String purpose, String person, String sealed) {
    JsonNode result =
        service
            .post(
                caller,
                "/v1/decrypt",
                """
                {"purpose":"%s","items":[{"field":"%s","subject":"%s","ciphertext":"%s"}]}
                """
                    .formatted(purpose, PHONE, person, sealed))
            .json()
            .at("/results/0");
    return result.at("/error/code").asText("read");
  }

  @Test
  void whatSomebodyHadRestrictedIsReadForLegalDutiesOnlyUntilItIsLifted() {
    String person = planted.value("u-restrict-");
    String sealed = sealed(person);
    assertThat(read("order-service", "deliver-order", person, sealed)).isNotEqualTo("restricted");

    Reply asked =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"restrict\",\"subject\":\"%s\",\"fields\":[\"%s\"]}"
                .formatted(person, PHONE));
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    String id = asked.json().path("id").asText();
    Await.until(
        "it is restricted",
        () ->
            service
                .get("dpo", "/v1/requests/" + id)
                .json()
                .path("state")
                .asText()
                .equals("completed"));

    assertThat(read("order-service", "deliver-order", person, sealed)).isEqualTo("restricted");
    assertThat(read("dpo", "legal-duty", person, sealed)).isNotEqualTo("restricted");
    JsonNode known = known(id);
    assertThat(known.path("field").asText()).isEqualTo(PHONE);
    assertThat(known.toString()).doesNotContain(person);

    String lift = "/v1/restrictions/" + known.path("id").asLong() + "/lift";
    assertThat(service.post("order-service", lift, "").status()).isEqualTo(403);
    assertThat(service.post("dpo", lift, "").status()).isEqualTo(200);
    assertThat(service.post("dpo", lift, "").problem()).isEqualTo("409 request-state");
    assertThat(service.post("dpo", "/v1/restrictions/x/lift", "").problem())
        .isEqualTo("404 not-found");
    assertThat(read("order-service", "deliver-order", person, sealed)).isNotEqualTo("restricted");
    assertThat(service.entries()).contains("restriction-place", "restriction-lift");
  }

  private JsonNode known(String request) {
    for (JsonNode one : service.get("dpo", "/v1/restrictions").json().path("restrictions")) {
      if (one.path("request").asText().equals(request)) {
        return one;
      }
    }
    throw new AssertionError("no restriction of " + request);
  }

  @Test
  void fieldsAreNamedWithTheTypeRestrictAndNoOther() {
    for (String wrong :
        new String[] {
          "{\"type\":\"explain\",\"subject\":\"u-1\",\"fields\":[\"shop.users.phone\"]}",
          "{\"type\":\"restrict\",\"subject\":\"u-1\",\"fields\":[]}",
          "{\"type\":\"restrict\",\"subject\":\"u-1\",\"fields\":[\"phone\"]}",
          "{\"type\":\"restrict\",\"subject\":\"u-1\",\"fields\":[null]}"
        }) {
      assertThat(service.post("order-service", "/v1/requests", wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
  }
}

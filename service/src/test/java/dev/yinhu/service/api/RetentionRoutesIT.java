package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedService.class)
final class RetentionRoutesIT {
  private static final String HOLDS = "/v1/audit/holds";

  private final LiveService service;
  private final Planted planted;

  RetentionRoutesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private Reply place(String query) {
    return service.post(
        "dpo", HOLDS, "{\"query\":\"%s\",\"reason\":\"claim of a user\"}".formatted(query));
  }

  private JsonNode hold(long id) {
    for (JsonNode hold : service.get("auditor", HOLDS).json().path("holds")) {
      if (hold.path("id").asLong() == id) {
        return hold;
      }
    }
    throw new AssertionError("no hold " + id);
  }

  @Test
  void aHoldIsPlacedSeenAndReleasedAndAllOfThatIsInTheLog() {
    service.token("dpo");
    service.token("auditor");
    long before = planted.logSize();
    Reply placed = place("caller:order-service");
    assertThat(placed.status()).as(placed.text()).isEqualTo(200);
    long id = placed.json().path("id").asLong();
    assertThat(placed.json().path("entries").asLong()).isPositive();
    assertThat(hold(id).path("in_force").asBoolean()).isTrue();
    assertThat(hold(id).path("placed_by").asText()).isEqualTo("dpo");
    assertThat(hold(id).path("query").asText()).contains("order-service");

    assertThat(service.post("dpo", HOLDS + "/" + id + "/release", "").status()).isEqualTo(200);
    assertThat(hold(id).path("in_force").asBoolean()).isFalse();
    Reply again = service.post("dpo", HOLDS + "/" + id + "/release", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("hold-refused");
    String entries =
        service.get("auditor", "/v1/audit/entries/" + before).text()
            + service.get("auditor", "/v1/audit/entries/" + (before + 1)).text();
    assertThat(entries).contains("audit-hold-add").doesNotContain("claim of a user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"query\":\"colour:blue\",\"reason\":\"claim\"} ; 400 ; /query: column 1",
        "{\"query\":\"kind:acess\",\"reason\":\"claim\"} ; 400 ; access, admin, reading, unknown",
        "{\"query\":\"\",\"reason\":\"claim\"} ; 409 ; says which entries",
        "{\"query\":\"subject:nobody-here\",\"reason\":\"claim\"} ; 409 ; does not know",
        "{\"query\":\"kind:admin\",\"reason\":\"call 13812345678\"} ; 400 ; /reason",
        "{\"query\":\"kind:admin\",\"reason\":\"claim\",\"until\":\"soon\"} ; 400 ; /until",
        "{\"query\":\"kind:admin\",\"reason\":\"claim\",\"until\":\"2001-01-01\"} ; 409 ; over",
      })
  void whatIsNoHoldIsRefused(String body, int status, String told) {
    Reply reply = service.post("dpo", HOLDS, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text())
        .contains(told)
        .doesNotContain("13812345678")
        .doesNotContain("nobody-here");
  }

  @Test
  void aHoldOfNothingSaysSo() {
    Reply placed = place("caller:nobody-of-this-name");
    assertThat(placed.status()).as(placed.text()).isEqualTo(200);
    assertThat(placed.json().path("entries").asLong(-1)).isZero();
  }

  @Test
  void onlyTheDpoPlacesHolds() {
    String body = "{\"query\":\"kind:admin\",\"reason\":\"claim\"}";
    assertThat(service.post("auditor", HOLDS, body).status()).isEqualTo(403);
    assertThat(service.post("admin", HOLDS, body).status()).isEqualTo(403);
  }

  @Test
  void withoutAPolicyNothingWasPruned() {
    Reply reply = service.get("auditor", "/v1/audit/retention");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("first_kept").asLong()).isZero();
    assertThat(reply.json().has("policy")).isFalse();
  }
}

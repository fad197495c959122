package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consent over HTTP: texts, decisions, and withdrawal as a request. */
@ExtendWith(SharedService.class)
final class ConsentsIT {
  private static final String WORDS = "我同意接收优惠信息。";
  private final LiveService service;
  private final Planted planted;

  ConsentsIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private Reply publish(String version, String words) {
    return service.send(
        "PUT",
        "/v1/consent-texts",
        service.headers("dpo"),
        "{\"purpose\":\"marketing\",\"language\":\"zh\",\"version\":\"%s\",\"text\":\"%s\"}"
            .formatted(version, words));
  }

  private void give(String person, String version) {
    Reply given =
        service.post(
            "order-service",
            "/v1/consents",
            """
            {"subject":"%s","purpose":"marketing","decision":"given","language":"zh","version":"%s"}
            """
                .formatted(person, version));
    assertThat(given.status()).as(given.text()).isEqualTo(201);
  }

  private JsonNode consents(String person) {
    return service.get("order-service", "/v1/subjects/" + person + "/consents").json();
  }

  @Test
  void aTextIsPublishedOnceAndNeverChanges() {
    Reply first = publish("once", WORDS);
    assertThat(first.status()).as(first.text()).isEqualTo(200);

    assertThat(publish("once", WORDS).json()).isEqualTo(first.json());
    assertThat(publish("once", "别的").problem()).isEqualTo("409 request-state");
    assertThat(service.get("order-service", "/v1/consent-texts").text())
        .contains(first.json().path("sha256").asText());
  }

  @Test
  void aConsentIsWithdrawnByARequestAndCountsAtOnce() {
    assertThat(publish("w", WORDS).status()).isEqualTo(200);
    String person = planted.value("u-consents-");
    assertThat(consents(person).at("/consents/0/may_ask").asBoolean()).isTrue();
    give(person, "w");
    assertThat(consents(person).at("/consents/0/decision").asText()).isEqualTo("given");

    Reply asked =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"withdraw\",\"subject\":\"%s\",\"purpose\":\"marketing\"}"
                .formatted(person));

    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    String at = "/v1/requests/" + asked.json().path("id").asText();
    Await.until(
        "the consent is withdrawn",
        () -> service.get("dpo", at).json().path("state").asText().equals("completed"));
    JsonNode seen = consents(person);
    assertThat(seen.at("/consents/0/decision").asText()).isEqualTo("withdrawn");
    assertThat(seen.at("/history").findValuesAsText("decision"))
        .containsExactly("withdrawn", "given");
    assertThat(seen.at("/history/0/request").asText()).isEqualTo(asked.json().path("id").asText());
    assertThat(service.entries())
        .contains("consent-withdrawn", "consent-given", "consent-text", "consent-read");
  }

  @Test
  void aGuardianConsentsForWhoIsUnderFourteen() {
    assertThat(publish("g", WORDS).status()).isEqualTo(200);
    String person = planted.value("u-guarded-") + "-minor";
    give(person, "g");
    Reply told =
        service.send(
            "PUT",
            "/v1/minors",
            service.headers("order-service"),
            "{\"people\":[{\"subject\":\"%s\",\"minor\":true}]}".formatted(person));
    assertThat(told.status()).as(told.text()).isEqualTo(200);

    assertThat(consents(person).at("/consents/0").has("decision"))
        .as("what they said themselves does not count any more")
        .isFalse();
    Reply guardian =
        service.post(
            "order-service",
            "/v1/consents",
            """
            {"subject":"%s","purpose":"marketing","decision":"given","language":"zh","version":"g",
             "by":"guardian"}
            """
                .formatted(person));
    assertThat(guardian.status()).as(guardian.text()).isEqualTo(201);
    JsonNode seen = consents(person);
    assertThat(seen.at("/consents/0/decision").asText()).isEqualTo("given");
    assertThat(seen.path("history").findValuesAsText("by")).containsExactly("guardian", "subject");
    assertThat(
            service
                .post(
                    "order-service",
                    "/v1/consents",
                    "{\"subject\":\"u-1\",\"purpose\":\"marketing\",\"decision\":\"withdrawn\",\"by\":\"me\"}")
                .problem())
        .isEqualTo("400 invalid-request");
  }

  @Test
  void aWithdrawalNamesItsPurposeAndNothingElseDoes() {
    for (String wrong :
        new String[] {
          "{\"type\":\"withdraw\",\"subject\":\"u-1\"}",
          "{\"type\":\"explain\",\"subject\":\"u-1\",\"purpose\":\"marketing\"}",
          "{\"type\":\"withdraw\",\"subject\":\"u-1\",\"purpose\":\"No Purpose\"}"
        }) {
      assertThat(service.post("order-service", "/v1/requests", wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
  }
}

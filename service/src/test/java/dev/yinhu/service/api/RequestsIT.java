package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests of people over HTTP: who may bring, see and decide them, and how they go on. */
@ExtendWith(SharedService.class)
final class RequestsIT {
  private final LiveService service;
  private final Planted planted;

  RequestsIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private Reply open(String caller, String type, String person) {
    return service.post(
        caller, "/v1/requests", "{\"type\":\"%s\",\"subject\":\"%s\"}".formatted(type, person));
  }

  private String opened(String caller, String type, String person) {
    Reply reply = open(caller, type, person);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  private void awaitState(String at, String state) {
    Await.until(
        "the request is " + state,
        () -> service.get("dpo", at).json().path("state").asText().equals(state));
  }

  @Test
  void whatStaffDoByHandWaitsForThemAndKeepsTheirAnswer() {
    String person = planted.value("u-explain-4711");
    String at = opened("order-service", "explain", person);
    awaitState(at, "needs-human");

    Reply answered =
        service.post("dpo", at + "/answer", "{\"outcome\":\"done\",\"evidence\":\"letter-17\"}");
    assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    awaitState(at, "completed");

    JsonNode seen = service.get("auditor", at).json();
    assertThat(seen.at("/steps/0/result/evidence").asText()).isEqualTo("letter-17");
    assertThat(seen.path("subject").asText()).isNotEmpty().doesNotContain(person);
    assertThat(seen.toString()).doesNotContain(person);
    assertThat(seen.path("due").findValuesAsText("profile")).contains("CN-000", "CN-003");
    assertThat(seen.path("due").findValuesAsText("state")).containsOnly("met");
    assertThat(service.entries()).contains("case-receive", "case-verify", "case-answer");
  }

  @Test
  void aServiceSeesWhatItBroughtAndNothingOfTheWorkInside() {
    String at = opened("order-service", "correct", "u-own");

    JsonNode own = service.get("order-service", at).json();
    assertThat(own.has("steps")).isFalse();
    assertThat(own.has("subject")).isFalse();
    assertThat(service.get("marketing-job", at).problem()).isEqualTo("404 not-found");
    assertThat(service.post("marketing-job", at + "/cancel", "").problem())
        .isEqualTo("404 not-found");
    assertThat(service.get("marketing-job", "/v1/requests?limit=1000").json().path("requests"))
        .isEmpty();
    assertThat(service.get("order-service", "/v1/requests?open=true").text())
        .contains(own.path("id").asText());
    assertThat(service.get("auditor", "/v1/requests?state=needs-human").status()).isEqualTo(200);
  }

  @Test
  void aRequestIsTakenBackOnce() {
    String at = opened("order-service", "supplement", "u-back");

    assertThat(service.post("order-service", at + "/cancel", "").json().path("state").asText())
        .isEqualTo("cancelled");
    assertThat(service.post("order-service", at + "/cancel", "").problem())
        .isEqualTo("409 request-state");
  }

  @Test
  void aGuardiansRequestWaitsForStaffWhoMayRefuseItWithTheLaw() {
    Reply made =
        service.post(
            "order-service",
            "/v1/requests",
            """
            {"type":"correct","subject":"u-kid","requester":"guardian","channel":"phone"}
            """);
    assertThat(made.json().path("state").asText()).isEqualTo("received");
    String at = "/v1/requests/" + made.json().path("id").asText();
    assertThat(service.post("order-service", at + "/verify", "").status()).isEqualTo(403);

    JsonNode refused = service.post("dpo", at + "/refuse", "{\"reason\":\"no-authority\"}").json();

    assertThat(refused.path("state").asText()).isEqualTo("refused");
    assertThat(refused.at("/refusal/law").asText()).contains("第三十一条");
    assertThat(refused.at("/refusal/remedies/zh").asText()).contains("人民法院");
    assertThat(service.post("dpo", at + "/verify", "").problem()).isEqualTo("409 request-state");
  }

  @Test
  void aSecondRequestForTheSameIsRefusedAsRunningAlready() {
    String first = opened("order-service", "explain", "u-twice");
    String second = opened("order-service", "explain", "u-twice");

    assertThat(service.get("order-service", second).json().path("reason").asText())
        .isEqualTo("already-running");
    awaitState(first, "needs-human");
  }

  @Test
  void aStoreThatNobodyReachesIsNoStoreWithoutRows() {
    String at = opened("order-service", "delete", "u-nowhere");
    assertThat(service.post("dpo", at + "/verify", "").status()).isEqualTo(200);
    awaitState(at, "needs-human");

    JsonNode notices = service.get("dpo", at + "/notices").json().path("notices");
    assertThat(notices.findValuesAsText("state")).hasSize(3).containsOnly("waiting");
    assertThat(notices.findValuesAsText("code")).containsOnly("no-channel");
    JsonNode preview = service.get("order-service", at + "/preview").json();
    assertThat(preview.path("complete").asBoolean()).isFalse();
    assertThat(preview.path("collections").findValuesAsText("failed")).containsOnly("no-connector");
    assertThat(service.get("dpo", at).json().path("reason").asText()).isEqualTo("no-connector");
    assertThat(service.get("dpo", at + "/certificate").problem()).isEqualTo("404 not-found");
    assertThat(service.get("dpo", at + "/package").problem()).isEqualTo("404 not-found");
    assertThat(service.post("dpo", at + "/passphrase", "").problem()).isEqualTo("404 not-found");
    assertThat(service.get("marketing-job", at + "/package").problem()).isEqualTo("404 not-found");
    service.post("dpo", at + "/cancel", "");
    assertThat(service.get("dpo", at + "/preview").problem()).isEqualTo("409 request-state");
  }

  @Test
  void legalHoldsArePlacedAndLiftedByTheDpo() {
    String person = planted.value("u-held-4711");
    Reply placed =
        service.post(
            "dpo",
            "/v1/legal-holds",
            "{\"subject\":\"%s\",\"reason\":\"court-117\",\"until\":\"2099-12-31\"}"
                .formatted(person));
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(service.get("auditor", "/v1/legal-holds").json().at("/holds/0/reason").asText())
        .isEqualTo("court-117");
    assertThat(service.get("auditor", "/v1/legal-holds").text()).doesNotContain(person);
    String lift = "/v1/legal-holds/" + placed.json().path("id").asLong() + "/lift";
    assertThat(service.post("dpo", lift, "").status()).isEqualTo(200);
    assertThat(service.post("dpo", lift, "").problem()).isEqualTo("409 request-state");
    assertThat(service.get("dpo", "/v1/legal-holds").json().path("holds")).isEmpty();
    for (String wrong :
        new String[] {
          "{}",
          "{\"subject\":\"a\"}",
          "{\"subject\":\"a\",\"collection\":\"shop.users\",\"reason\":\"x\"}",
          "{\"field\":\"shop.orders.state\",\"reason\":\"x\"}",
          "{\"collection\":\"users\",\"reason\":\"x\"}",
          "{\"subject\":\"a\",\"reason\":\"Mr Li asked\"}",
          "{\"subject\":\"a\",\"reason\":\"x\",\"until\":\"soon\"}"
        }) {
      assertThat(service.post("dpo", "/v1/legal-holds", wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
  }

  @Test
  void whatCannotBeIsSaid() {
    String[] wrong = {
      "{}",
      "{\"type\":\"copy\"}",
      "{\"subject\":\"u-1\"}",
      "{\"type\":\"kopie\",\"subject\":\"u-1\"}",
      "{\"type\":\"explain\",\"subject\":\"\"}",
      "{\"type\":\"explain\",\"subject\":\"u-1\",\"requester\":\"friend\"}",
      "{\"type\":\"explain\",\"subject\":\"u-1\",\"channel\":\"fax\"}"
    };
    for (String body : wrong) {
      assertThat(service.post("dpo", "/v1/requests", body).problem())
          .as(body)
          .isEqualTo("400 invalid-request");
    }
    String at = opened("dpo", "correct", "u-wrong");
    for (String body :
        new String[] {
          "{}",
          "{\"outcome\":\"maybe\",\"evidence\":\"a\"}",
          "{\"outcome\":\"done\"}",
          "{\"outcome\":\"done\",\"evidence\":\"told Mr Li\"}"
        }) {
      assertThat(service.post("dpo", at + "/answer", body).problem())
          .as(body)
          .isEqualTo("400 invalid-request");
    }
    assertThat(service.post("dpo", at + "/refuse", "{\"reason\":\"no\"}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(
            service
                .post("dpo", at + "/answer", "{\"outcome\":\"done\",\"evidence\":\"a\"}")
                .problem())
        .isEqualTo("409 request-state");
    assertThat(service.post("dpo", at + "/extend", "{\"reason\":\"complex\"}").problem())
        .isEqualTo("409 request-state");
    assertThat(service.post("dpo", at + "/retry", "").problem()).isEqualTo("409 request-state");
    for (String query : new String[] {"state=new", "open=1", "limit=0", "x=1"}) {
      assertThat(service.get("dpo", "/v1/requests?" + query).problem())
          .as(query)
          .isEqualTo("400 invalid-request");
    }
    assertThat(service.get("dpo", "/v1/requests/R-1").problem()).isEqualTo("404 not-found");
  }
}

package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the register permits whom, within which limits, and that each answer has its entry. */
@ExtendWith(SharedService.class)
final class DecisionsIT {
  private static final String PHONE = "shop.users.phone";
  private static final String SUPPORT = "limits: {burst: {count: 1000, per: 1s}, daily: 100000}";

  private final LiveService service;
  private final Planted planted;
  private final String subject;
  private final String value;
  private final String ciphertext;

  DecisionsIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
    this.subject = planted.subject();
    this.value = planted.value("15812345678");
    this.ciphertext =
        service
            .post(
                "order-service",
                "/v1/encrypt",
                "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                    .formatted(PHONE, subject, value))
            .result();
  }

  private Reply reveal(String caller, String purpose, String disclose) {
    return service.reveal(caller, purpose, disclose, PHONE, subject, ciphertext);
  }

  private Reply many(String caller, String purpose, int items) {
    String item =
        "{\"field\":\"%s\",\"subject\":\"%s\",\"ciphertext\":\"%s\"}"
            .formatted(PHONE, subject, ciphertext);
    return service.post(
        caller,
        "/v1/decrypt",
        "{\"purpose\":\"%s\",\"items\":[%s]}"
            .formatted(purpose, String.join(",", Collections.nCopies(items, item))));
  }

  /** The entry of a request, from the end of the log. */
  private JsonNode entry(Reply reply) {
    for (long index = planted.logSize() - 1; index >= 0; index--) {
      JsonNode entry = service.get("auditor", "/v1/audit/entries/" + index).json().path("entry");
      if (entry.path("request").asText().equals(reply.requestId())) {
        return entry;
      }
    }
    throw new AssertionError("no entry of request " + reply.requestId());
  }

  private void assertRecorded(
      Reply reply, String caller, String purpose, String outcome, String detail) {
    JsonNode entry = entry(reply);
    JsonNode item = entry.path("items").path(0);
    assertThat(entry.path("operation").asText()).isEqualTo("decrypt");
    assertThat(entry.path("caller").asText()).isEqualTo(caller);
    assertThat(entry.path("purpose").asText("-")).isEqualTo(purpose);
    assertThat(item.path("field").asText()).isEqualTo(PHONE);
    assertThat(item.path("outcome").asText()).isEqualTo(outcome);
    assertThat(item.path("detail").asText("")).isEqualTo(detail);
    assertThat(item.path("subjects")).as("whom it is about").hasSize(1);
  }

  @Test
  void whoIsNamedForThePurposeSeesTheValue() {
    Reply reply = reveal("order-service", "deliver-order", "clear");

    assertThat(reply.result()).isEqualTo(value);
    assertRecorded(reply, "order-service", "deliver-order", "clear", "");
  }

  @Test
  void supportSeesMasksAndIsRefusedTheRest() {
    Reply masked = reveal("support-desk", "customer-support", "masked");
    Reply clear = reveal("support-desk", "customer-support", "clear");

    assertThat(masked.result()).isEqualTo("158****5678");
    assertThat(many("support-desk", "customer-support", 1).result()).isEqualTo("158****5678");
    assertThat(clear.result()).isEqualTo("[not-permitted]");
    assertRecorded(masked, "support-desk", "customer-support", "masked", "");
    assertRecorded(clear, "support-desk", "customer-support", "not-permitted", "only-masked");
  }

  @Test
  void nobodyIsGivenWhatTheRegisterDoesNotSay() {
    Reply marketing = reveal("marketing-job", "marketing", "masked");
    Reply stranger = reveal("stranger", "deliver-order", "clear");
    Reply unknown = reveal("order-service", "curiosity", "clear");
    Reply uncovered = reveal("analysis-job", "analysis", "masked");

    assertThat(List.of(marketing, stranger, unknown, uncovered))
        .allSatisfy(reply -> assertThat(reply.result()).isEqualTo("[not-permitted]"));
    assertRecorded(
        marketing, "marketing-job", "marketing", "not-permitted", "operation-not-granted");
    assertRecorded(stranger, "stranger", "deliver-order", "not-permitted", "caller-not-named");
    assertRecorded(unknown, "order-service", "-", "not-permitted", "purpose-not-declared");
    assertRecorded(uncovered, "analysis-job", "analysis", "not-permitted", "field-not-covered");
  }

  @Test
  void aRefusedItemStandsBesideOneThatWasDone() {
    Reply reply =
        service.post(
            "order-service",
            "/v1/decrypt",
            """
            {"purpose":"deliver-order","items":[
              {"reference":"1","field":"shop.chats.text","subject":"%1$s","ciphertext":"%2$s"},
              {"reference":"2","field":"shop.users.phone","subject":"%1$s","ciphertext":"%2$s"},
              {"reference":"3","field":"shop.users.name","subject":"%1$s","ciphertext":"%2$s"}]}
            """
                .formatted(subject, ciphertext));

    assertThat(reply.results()).containsExactly("[not-permitted]", value, "[not-authentic]");
    List<String> outcomes = new ArrayList<>();
    entry(reply).path("items").forEach(item -> outcomes.add(item.path("outcome").asText()));
    assertThat(outcomes).containsExactly("not-permitted", "clear", "not-authentic");
  }

  @Test
  void aBurstBeyondItsLimitIsHeldBackInPartAndThenAsAWhole() {
    String limited =
        LiveService.demoRegister().replace(SUPPORT, "limits: {burst: {count: 3, per: 1h}}");
    assertThat(service.putRegister("dpo", limited).status()).isEqualTo(200);

    Reply part = many("support-desk", "customer-support", 5);
    Reply whole = many("support-desk", "customer-support", 2);
    restore();

    assertThat(part.status()).isEqualTo(200);
    assertThat(part.results())
        .containsExactly(
            "158****5678", "158****5678", "158****5678", "[limit-exceeded]", "[limit-exceeded]");
    assertThat(part.json().path("results").path(4).path("error").path("retryable").asBoolean())
        .isTrue();
    assertThat(whole.problem()).isEqualTo("429 limit-exceeded");
    assertThat(Long.parseLong(whole.header("Retry-After"))).isBetween(1L, 1_200L);
    assertRecorded(whole, "support-desk", "customer-support", "limit-exceeded", "");
  }

  @Test
  void whatIsUsedUpForTheDayComesBackTomorrow() {
    String limited = LiveService.demoRegister().replace(SUPPORT, "limits: {daily: 1}");
    assertThat(service.putRegister("admin", limited).status()).isEqualTo(200);

    many("support-desk", "customer-support", 1);
    Reply reply = many("support-desk", "customer-support", 1);
    restore();

    assertThat(reply.problem()).isEqualTo("429 limit-exceeded");
    assertThat(Long.parseLong(reply.header("Retry-After"))).isBetween(1L, 86_400L);
  }

  private void restore() {
    assertThat(service.putRegister("admin", LiveService.demoRegister()).status()).isEqualTo(200);
  }

  @Test
  void aVersionOfTheCommandLineTakesEffectOnTheRunningService() {
    String without =
        LiveService.demoRegister()
            .replace(
                "{name: order-service, operations: [encrypt, decrypt, mask, search]}",
                "{name: order-service, operations: [encrypt, mask]}");

    long version = service.apply(without);
    Await.until(
        "the new version decides",
        () -> reveal("order-service", "deliver-order", "clear").result().equals("[not-permitted]"));
    Reply reply = reveal("order-service", "deliver-order", "clear");
    restore();

    assertThat(entry(reply).path("register").asLong()).isEqualTo(version);
    assertThat(reveal("order-service", "deliver-order", "clear").result()).isEqualTo(value);
  }
}

package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a recipient is paused nothing is handed to it, and what was refused is counted. */
final class PausedRecipientIT {
  @TempDir private static Path folder;
  private static ProofScene scene;
  private static LiveService service;

  @BeforeAll
  static void open() throws Exception {
    scene = new ProofScene(folder);
    service = scene.service;
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  private static JsonNode done(String path, String body) {
    Reply reply = service.post("dpo", path, body);
    assertThat(reply.status()).as(reply.text()).isLessThan(300);
    return reply.json();
  }

  private static String asked(String person) {
    Reply reply =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"copy\",\"subject\":\"%s\"}".formatted(person));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  @Test
  void noMailGoesOutWhileMailIsPaused() {
    String incident =
        "/v1/incidents/"
            + done("/v1/incidents", "{\"title\":\"the mail host leaks\"}").path("id").asText();
    long number =
        done(
                incident + "/actions",
                "{\"kind\":\"recipient\",\"target\":\"email\",\"reason\":\"its operator was broken"
                    + " into\"}")
            .path("id")
            .asLong();

    String person = scene.customer();
    String at = asked(person);
    Await.until(
        "the notice is held",
        () ->
            service
                .get("dpo", at + "/notices")
                .json()
                .path("notices")
                .findValuesAsText("code")
                .contains("recipient-paused"));
    Await.until(
        "it is counted",
        () ->
            service.get("dpo", incident + "/actions").json().at("/actions/0/refused").asLong() > 0);
    assertThat(scene.mails(person)).isEmpty();

    done(incident + "/actions/" + number + "/lift", "{}");
  }
}

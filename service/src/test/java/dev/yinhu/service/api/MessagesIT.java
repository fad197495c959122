package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People are told at the turns of their requests, with a real mail server and a shop's database.
 */
final class MessagesIT {
  @TempDir private static Path folder;
  private static ProofScene scene;
  private static LiveService service;

  @BeforeAll
  static void open() throws Exception {
    Files.writeString(
        folder.resolve("deadlines.yaml"),
        """
        deadline:
          - key: own-explain
            profile: own
            law: our promise
            article: "1"
            source: our terms
            status: verified
            for: [explain]
            stage: finish
            term: 30 days
            extension: {term: 15 days, times: 1}
        """);
    scene =
        new ProofScene(
            folder,
            "",
            Map.entry("jwks_file", folder.resolve("platform.json").toString()),
            Map.of(
                "rights.deadlines_file",
                folder.resolve("deadlines.yaml").toString(),
                "rights.cooling_off",
                "3s"));
    service = scene.service;
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  private static String opened(String type, String person) {
    Reply reply =
        service.post(
            "dpo",
            "/v1/requests",
            "{\"type\":\"%s\",\"subject\":\"%s\",\"channel\":\"phone\"}".formatted(type, person));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    String at = "/v1/requests/" + reply.json().path("id").asText();
    assertThat(service.post("dpo", at + "/verify", "").status()).isEqualTo(200);
    return at;
  }

  private static void awaitMail(String person, String text) {
    Await.until(
        "a mail has come: " + text,
        () -> scene.mails(person).stream().anyMatch(mail -> mail.contains(text)));
  }

  private static long count(String person, String text) {
    return scene.mails(person).stream().filter(mail -> mail.contains(text)).count();
  }

  private static void awaitState(String at, String state) {
    Await.until(
        "the request is " + state,
        () -> service.get("dpo", at).json().path("state").asText().equals(state));
  }

  @Test
  void anExtensionCountsOnlyWhenTheNoticeHasArrived() {
    String person = scene.customer();
    String at = opened("explain", person);
    awaitMail(person, "an explanation of our rules. We answer by");

    Reply asked = service.post("dpo", at + "/extend", "{\"reason\":\"complex\"}");

    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    assertThat(asked.text()).doesNotContain("extension-told");
    awaitMail(person, "takes longer than we said");
    Await.until("it counts", () -> service.get("dpo", at).text().contains("extension-told"));
    assertThat(count(person, "takes longer than we said")).isOne();
    assertThat(service.post("dpo", at + "/extend", "{\"reason\":\"complex\"}").problem())
        .as("once only")
        .isEqualTo("409 request-state");

    String unreached = opened("explain", "person-without-a-row");
    service.post("dpo", unreached + "/extend", "{\"reason\":\"complex\"}");
    Await.until(
        "the notice has nowhere to go",
        () -> service.get("dpo", unreached + "/notices").text().contains("extended/"));
    Await.until(
        "it is settled",
        () ->
            !service
                .get("dpo", unreached + "/notices")
                .json()
                .path("notices")
                .findValuesAsText("state")
                .contains("waiting"));
    assertThat(service.get("dpo", unreached).text()).doesNotContain("extension-told");
    Reply byHand =
        service.post(
            "dpo", unreached + "/extend", "{\"reason\":\"complex\",\"evidence\":\"letter-9\"}");
    assertThat(byHand.text()).contains("extension-told");
    for (String wrong :
        new String[] {"{\"reason\":\"complex\",\"evidence\":\"told Mr Li\"}", "{}"}) {
      assertThat(service.post("dpo", at + "/extend", wrong).problem())
          .isEqualTo("400 invalid-request");
    }
  }

  @Test
  void whoIsRefusedIsToldWhyAfterTheEndOfTheCase() {
    String person = scene.customer();
    String at = opened("correct", person);
    service.post("dpo", at + "/refuse", "{\"reason\":\"nothing-to-correct\"}");
    awaitMail(person, "the data was checked and is right");
    awaitMail(person, "go to court");
    assertThat(scene.mails(person)).noneMatch(text -> text.contains("://"));
  }

  @Test
  void whoIsDeletedIsToldOfThePlanAndOfTheBeginningAndThenNothingIsKeptToTellThemMore() {
    String person = scene.customer();
    String at = opened("delete", person);
    awaitMail(person, "your data will be deleted on");
    awaitMail(person, "the deletion of your data begins now");
    awaitState(at, "completed");

    assertThat(count(person, "the deletion of your data begins now")).isOne();
    assertThat(count(person, "your data will be deleted on")).isOne();
    assertThat(service.get("dpo", at).text()).contains("tell-last", "\"told\":\"delivered\"");
    assertThat(service.entries()).doesNotContain(ProofScene.address(person));
  }
}

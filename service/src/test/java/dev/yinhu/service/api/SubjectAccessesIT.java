package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.backup.SecondNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedService.class)
final class SubjectAccessesIT {
  private final LiveService service;
  private final Planted planted;

  SubjectAccessesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private String encrypted(String subject, String other) {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"%s\"},{\"field\":\"shop.users.name\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(subject, planted.value("15011112222"), other, planted.value("欧阳其他")))
        .json()
        .at("/results/0/ciphertext")
        .asText();
  }

  private Reply accesses(String subject) {
    return service.get("auditor", "/v1/subjects/" + subject + "/accesses");
  }

  /** The accesses, when the checkpoint has come as far. */
  private JsonNode proven(String subject) {
    Await.until(
        "every access is proven",
        () ->
            accesses(subject).json().findValuesAsText("leaf_hash").size()
                == accesses(subject).json().findValues("proof").size());
    return accesses(subject).json();
  }

  @Test
  void eachAccessIsToldInWordsAndProven() throws IOException {
    String subject = planted.subject();
    String other = planted.subject();
    String sealed = encrypted(subject, other);
    service.reveal("order-service", "deliver-order", "clear", "shop.users.phone", subject, sealed);
    JsonNode told = proven(subject);

    assertThat(told.path("accesses")).hasSize(2);
    JsonNode newest = told.at("/accesses/0");
    assertThat(newest.path("caller").asText()).isEqualTo("order-service");
    assertThat(newest.path("operation").asText()).isEqualTo("decrypt");
    assertThat(newest.at("/purpose/key").asText()).isEqualTo("deliver-order");
    assertThat(newest.at("/purpose/zh").asText()).isNotBlank().isNotEqualTo("deliver-order");
    assertThat(newest.at("/purpose/en").asText()).isNotBlank();
    assertThat(newest.at("/fields/0/field").asText()).isEqualTo("shop.users.phone");
    assertThat(newest.at("/fields/0/zh").asText()).isNotBlank();
    assertThat(newest.at("/fields/0/en").asText()).isNotBlank();
    assertThat(newest.at("/fields/0/outcome").asText()).isEqualTo("clear");
    // Of the first request, only what concerned this person.
    assertThat(told.at("/accesses/1/fields")).hasSize(1);
    assertProven(told);
  }

  private void assertProven(JsonNode told) throws IOException {
    NoteKey key =
        NoteKey.parse(service.send("GET", "/audit/log/vkey", Map.of(), null).text().strip());
    SignedNote note = SignedNote.parse(told.path("checkpoint").asText());
    assertThat(note.isSignedBy(List.of(key))).isTrue();
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    for (JsonNode access : told.path("accesses")) {
      List<byte[]> hashes = new ArrayList<>();
      for (JsonNode hash : access.path("proof")) {
        hashes.add(hash.binaryValue());
      }
      InclusionProof proof =
          InclusionProof.of(access.path("index").asLong(), checkpoint.size(), hashes);
      assertThat(proof.proves(access.path("leaf_hash").binaryValue(), checkpoint.head().root()))
          .isTrue();
    }
  }

  @Test
  void whoAsksStandsInTheLogWithoutTheId() {
    service.token("auditor");
    String subject = planted.subject();
    encrypted(subject, planted.subject());
    long before = planted.logSize();
    Reply asked = accesses(subject);
    JsonNode entry = service.get("auditor", "/v1/audit/entries/" + before).json().path("entry");

    assertThat(entry.path("reading").asText()).isEqualTo("subject-accesses");
    assertThat(entry.path("actor").asText()).isEqualTo("auditor");
    assertThat(entry.path("request").asText()).isEqualTo(asked.requestId());
    assertThat(entry.path("subject").asText()).hasSize(22);
    assertThat(entry.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void anErasedPersonHasNoAccessesWhileTheEntriesStayProvable() {
    String subject = planted.subject();
    long index = planted.logSize();
    encrypted(subject, planted.subject());
    assertThat(accesses(subject).json().path("accesses")).hasSize(1);
    SecondNode.erase(service.data(), subject);
    Await.until(
        "the erasure is known here", () -> accesses(subject).json().path("accesses").isEmpty());
    Reply unknown = accesses(planted.subject());

    assertThat(accesses(subject).json().properties().stream().map(Map.Entry::getKey))
        .containsExactlyElementsOf(
            unknown.json().properties().stream().map(Map.Entry::getKey).toList());
    assertThat(service.get("auditor", "/v1/audit/entries/" + index).status()).isEqualTo(200);
    Await.until(
        "the checkpoint reaches the entry",
        () -> service.get("auditor", "/v1/audit/entries/" + index + "/proof").status() == 200);
  }

  @Test
  void pagesFollowEachOther() {
    String subject = planted.subject();
    for (int i = 0; i < 3; i++) {
      encrypted(subject, planted.subject());
    }
    Reply first = service.get("dpo", "/v1/subjects/" + subject + "/accesses?limit=2");
    String next = first.json().path("next").asText();
    Reply second =
        service.get("dpo", "/v1/subjects/" + subject + "/accesses?limit=2&cursor=" + next);
    assertThat(first.json().path("accesses")).hasSize(2);
    assertThat(second.json().path("accesses")).hasSize(1);
    assertThat(second.json().has("next")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "a%0Ab"})
  void whatCannotBeAnIdIsRefused(String id) {
    assertThat(accesses(id).problem()).isEqualTo("400 invalid-request");
  }

  @Test
  void onlyAuditorsAndTheDpoAsk() {
    String path = "/v1/subjects/" + planted.subject() + "/accesses";
    for (String caller : List.of("order-service", "admin")) {
      assertThat(service.get(caller, path).problem()).isEqualTo("403 wrong-role");
    }
  }
}

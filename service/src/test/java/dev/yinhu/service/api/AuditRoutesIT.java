package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedService.class)
final class AuditRoutesIT {
  private final LiveService service;
  private final Planted planted;

  AuditRoutesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private SignedNote checkpoint() {
    NoteKey key =
        NoteKey.parse(service.send("GET", "/audit/log/vkey", Map.of(), null).text().strip());
    SignedNote note =
        SignedNote.parse(service.send("GET", "/audit/log/checkpoint", Map.of(), null).text());
    assertThat(note.isSignedBy(List.of(key))).isTrue();
    return note;
  }

  /** The checkpoint when it tells of so many entries; it may be a second behind the log. */
  private SignedNote checkpointOf(long size) {
    Await.until("the checkpoint has caught up", () -> size(checkpoint()) >= size);
    SignedNote note = checkpoint();
    assertThat(size(note)).isEqualTo(size);
    return note;
  }

  private static long size(SignedNote checkpoint) {
    return Long.parseLong(checkpoint.text().split("\n", -1)[1]);
  }

  /** The root over all entries below the size, each leaf taken from its answer and hashed again. */
  private String root(long size) throws Exception {
    CompactRange tree = CompactRange.empty();
    MerkleHash hash = new MerkleHash();
    for (long index = 0; index < size; index++) {
      Reply reply = service.get("auditor", "/v1/audit/entries/" + index);
      String text = reply.text();
      String leaf = text.substring(text.indexOf("\"entry\":") + 8, text.length() - 1);
      byte[] leafHash = hash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
      JsonNode json = reply.json();
      assertThat(json.path("index").asLong()).isEqualTo(index);
      assertThat(json.path("leaf_hash").binaryValue()).isEqualTo(leafHash);
      tree.append(leafHash);
    }
    return Base64.getEncoder().encodeToString(tree.root());
  }

  @Test
  void theCheckpointIsSignedGrowsByOneARequestAndItsRootRecomputes() throws Exception {
    SignedNote before = checkpointOf(planted.logSize());
    String value = planted.value("15033334444");
    service.post(
        "order-service",
        "/v1/mask",
        "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"%s\"}]}".formatted(value));
    SignedNote after = checkpointOf(size(before) + 1);

    assertThat(after.text()).startsWith("yinhu.local/audit\n");
    assertThat(after.text().split("\n", -1)[2]).isEqualTo(root(size(after)));
    assertThat(before.text().split("\n", -1)[2]).isEqualTo(root(size(before)));
  }

  @Test
  void anEntryThatIsNotThereYetIsNotFound() {
    service.token("dpo"); // Adding the caller is an entry too.
    String next = "/v1/audit/entries/" + planted.logSize();

    assertThat(service.get("dpo", next).problem()).isEqualTo("404 not-found");
    assertThat(service.get("dpo", "/v1/audit/entries/" + Long.MAX_VALUE).problem())
        .isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.0", "9223372036854775808", "%20", "0x1"})
  void anIndexIsANumberFromZero(String index) {
    assertThat(service.get("auditor", "/v1/audit/entries/" + index).problem())
        .isEqualTo("400 invalid-request");
  }

  @Test
  void administrativeChangesHaveTheirIntentAndTheirOutcome() {
    service.token("dpo");
    long before = planted.logSize();
    Reply applied =
        service.putRegister("dpo", LiveService.demoRegister() + "\n# a version of its own\n");
    JsonNode intent = service.get("dpo", "/v1/audit/entries/" + before).json().path("entry");
    JsonNode done = service.get("dpo", "/v1/audit/entries/" + (before + 1)).json().path("entry");

    assertThat(List.of(intent, done))
        .allSatisfy(entry -> {
          assertThat(entry.path("actor").asText()).isEqualTo("dpo");
          assertThat(entry.path("action").asText()).isEqualTo("register-apply");
          assertThat(entry.path("request").asText()).isEqualTo(applied.requestId());
        });
    assertThat(intent.path("phase").asText()).isEqualTo("intent");
    assertThat(done.path("phase").asText()).isEqualTo("done");
    assertThat(done.path("details").path("version").asLong())
        .isEqualTo(applied.json().path("version").asLong());
  }
}

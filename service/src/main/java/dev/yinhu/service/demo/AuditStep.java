package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.service.demo.DemoStep.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads back the entries of what just happened, and checks the whole log as an outsider could:
 * every leaf hashed again, the root compared with the one in the signed checkpoint.
 */
final class AuditStep {
  private static final int MAX_TRIES = 20;
  private static final long PAUSE_NANOS = 250_000_000;
  private static final String ENTRY = "\"entry\":";

  private AuditStep() {}

  /** The checkpoint may be a second behind the requests. */
  static Outcome show(DemoScene scene) {
    Outcome outcome = look(scene);
    for (int tries = 0; !outcome.ok() && tries < MAX_TRIES; tries++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      outcome = look(scene);
    }
    return outcome;
  }

  private static Outcome look(DemoScene scene) {
    DemoClient client = scene.client();
    String note = client.getOpen("/audit/log/checkpoint").text();
    NoteKey key = NoteKey.parse(client.getOpen("/audit/log/vkey").text().strip());
    SignedNote checkpoint = SignedNote.parse(note);
    String[] lines = checkpoint.text().split("\n", -1);
    long size = Long.parseLong(lines[1]);
    String root = lines[2];
    List<String> told = new ArrayList<>();
    CompactRange tree = CompactRange.empty();
    MerkleHash hash = new MerkleHash();
    for (long index = 0; index < size; index++) {
      DemoClient.Reply reply = client.get("auditor", "/v1/audit/entries/" + index);
      tree.append(hash.leaf(leaf(reply.text())));
      JsonNode entry = reply.json().path("entry");
      if (scene.requests().contains(entry.path("request").asText())) {
        told.add(line(index, entry));
      }
    }
    int found = found(scene);
    boolean rootFits = Base64.getEncoder().encodeToString(tree.root()).equals(root);
    boolean signed = checkpoint.isSignedBy(List.of(key));
    boolean allThere = told.size() == scene.requests().size();
    return new Outcome(
        rootFits && signed && allThere && found > 0,
        "审计日志 · the access log: %d entries, root %s, signature and root verified%n%s%n%s"
            .formatted(
                size,
                root,
                String.join("\n", told),
                "      检索 · a search finds %d accesses to customer %s"
                    .formatted(found, DemoScene.CUSTOMER)),
        Map.of(
            "size",
            size,
            "root",
            root,
            "signed",
            signed,
            "rootRecomputed",
            rootFits,
            "entries",
            told.size(),
            "found",
            found));
  }

  /** How many of this demo's requests a search by the customer finds. */
  private static int found(DemoScene scene) {
    String path = "/v1/audit/entries?kind=access&limit=100&wait=true&subject=" + DemoScene.CUSTOMER;
    int found = 0;
    for (JsonNode each : scene.client().get("auditor", path).json().path("entries")) {
      if (scene.requests().contains(each.path("entry").path("request").asText())) {
        found++;
      }
    }
    return found;
  }

  /** The leaf's own bytes, which stand in the answer as they were hashed. */
  private static byte[] leaf(String answer) {
    int from = answer.indexOf(ENTRY) + ENTRY.length();
    return answer.substring(from, answer.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  private static String line(long index, JsonNode entry) {
    JsonNode item = entry.path("items").path(0);
    return "      #%d  %s  %s  %s  %s → %s"
        .formatted(
            index,
            entry.path("time").asText(),
            entry.path("caller").asText(),
            entry.path("purpose").asText("-"),
            item.path("field").asText(),
            item.path("outcome").asText());
  }
}

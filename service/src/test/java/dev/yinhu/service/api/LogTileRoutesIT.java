package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.merkle.TreeNodes;
import dev.yinhu.accessaudit.merkle.TreeRoot;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outsider with the verifier key and a token, and nothing of this service's own. */
@ExtendWith(SharedService.class)
final class LogTileRoutesIT {
  private static final int MORE_THAN_A_TILE = 300;

  private final LiveService service;
  private final Planted planted;

  LogTileRoutesIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  @BeforeEach
  void fillMoreThanATile() {
    String value = planted.value("15066667777");
    while (planted.logSize() < MORE_THAN_A_TILE) {
      service.post(
          "order-service",
          "/v1/mask",
          "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"%s\"}]}".formatted(value));
    }
    Await.until("all of it is published", () -> checkpoint().size() >= MORE_THAN_A_TILE);
  }

  private Checkpoint checkpoint() {
    return verified(service.send("GET", "/audit/log/checkpoint", Map.of(), null).text());
  }

  private Checkpoint verified(String text) {
    NoteKey key =
        NoteKey.parse(service.send("GET", "/audit/log/vkey", Map.of(), null).text().strip());
    SignedNote note = SignedNote.parse(text);
    assertThat(note.isSignedBy(List.of(key))).isTrue();
    return Checkpoint.parse(note.text());
  }

  private HttpResponse<byte[]> raw(TilePath path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.address("/audit/log/" + path.text()));
    service.headers("auditor").forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes(TilePath path) {
    HttpResponse<byte[]> answer = raw(path);
    assertThat(answer.statusCode()).as(path.text()).isEqualTo(200);
    return answer.body();
  }

  private TreeNodes nodes(long size) {
    return new TiledTree(size).nodes(path -> HashTile.of(bytes(path)));
  }

  @Test
  void tilesAndBundlesGiveTheRootOfTheCheckpoint() {
    Checkpoint checkpoint = checkpoint();
    TiledTree tree = new TiledTree(checkpoint.size());
    assertThat(TreeRoot.of(tree.size(), nodes(tree.size()))).isEqualTo(checkpoint.head().root());

    MerkleHash hash = new MerkleHash();
    List<byte[]> leafHashes = new ArrayList<>();
    for (long number = 0; tree.width(0, number) > 0; number++) {
      int width = tree.width(0, number);
      byte[] bundle = bytes(new TilePath.Entries(number, width));
      EntryBundles.read(bundle, width).forEach(entry -> leafHashes.add(hash.leaf(entry)));
    }
    TreeNodes leaves = (level, index) -> node(leafHashes, hash, level, (int) index);
    assertThat(TreeRoot.of(tree.size(), leaves)).isEqualTo(checkpoint.head().root());
  }

  private static byte[] node(List<byte[]> leaves, MerkleHash hash, int level, int index) {
    return level == 0
        ? leaves.get(index)
        : hash.node(
            node(leaves, hash, level - 1, 2 * index), node(leaves, hash, level - 1, 2 * index + 1));
  }

  @Test
  void tilesMayBeKeptForEverByTheirReaderAlone() {
    HttpResponse<byte[]> answer = raw(new TilePath.Hashes(0, 0, 256));
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().allValues("Cache-Control"))
        .containsExactly("private, max-age=31536000, immutable");
    assertThat(answer.body()).hasSize(8192);
  }

  @Test
  void aProofNeedsNothingButTheEntryAndTheKey() {
    for (long index : new long[] {0, 255, 256, MORE_THAN_A_TILE - 1}) {
      String text = service.get("dpo", "/v1/audit/entries/" + index).text();
      String leaf = text.substring(text.indexOf("\"entry\":") + 8, text.length() - 1);
      Reply reply = service.get("dpo", "/v1/audit/entries/" + index + "/proof");

      TlogProof proof = TlogProof.parse(reply.text());
      Checkpoint checkpoint = verified(proof.checkpoint());
      byte[] leafHash = new MerkleHash().leaf(leaf.getBytes(StandardCharsets.UTF_8));
      assertThat(proof.index()).isEqualTo(index);
      assertThat(proof.inTreeOf(checkpoint.size()).proves(leafHash, checkpoint.head().root()))
          .isTrue();
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void theLogIsShownToGrowOnly() {
    Checkpoint checkpoint = checkpoint();
    for (long from : new long[] {1, 2, 100, 256, 257, checkpoint.size()}) {
      JsonNode json =
          service
              .get("auditor", "/v1/audit/consistency?from=" + from + "&to=" + checkpoint.size())
              .json();
      assertThat(consistency(json).proves(TreeRoot.of(from, nodes(from)), checkpoint.head().root()))
          .as("from %d", from)
          .isTrue();
    }
    JsonNode between = service.get("auditor", "/v1/audit/consistency?from=3&to=7").json();
    assertThat(consistency(between).proves(TreeRoot.of(3, nodes(3)), TreeRoot.of(7, nodes(7))))
        .isTrue();
    JsonNode whole = service.get("auditor", "/v1/audit/consistency").json();
    assertThat(whole.path("from").asLong(-1)).isZero();
    assertThat(whole.path("to").asLong()).isGreaterThanOrEqualTo(checkpoint.size());
    assertThat(whole.path("hashes").isEmpty()).isTrue();
  }

  private static ConsistencyProof consistency(JsonNode json) {
    List<byte[]> hashes = new ArrayList<>();
    for (JsonNode hash : json.path("hashes")) {
      try {
        hashes.add(hash.binaryValue());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return ConsistencyProof.of(json.path("from").asLong(), json.path("to").asLong(), hashes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit/log/tile/0/x000/001",
        "/audit/log/tile/0/1",
        "/audit/log/tile/0/000.p/0",
        "/audit/log/tile/0/000.p/256",
        "/audit/log/tile/00/000",
        "/audit/log/tile/64/000",
        "/audit/log/tile/0/%30%30%30",
        "/audit/log/tile/0//000",
        "/audit/log/tile/0/000/",
        "/audit/log/tile/",
        "/audit/log/tile/x",
        "/audit/log/tile",
        "/audit/log/tile/entries",
        "/audit/log/tile/0/x001/000",
        "/audit/log/tile/entries/x001/000.p/1",
        "/audit/log/tile/1/000",
        "/audit/log/tile/2/000.p/1",
        "/audit/log/tile/63/000.p/1",
        "/v1/audit/entries/9223372036854775807/proof",
        "/v1/audit/consistency?from=1&to=9223372036854775807",
        "/v1/audit/consistency?from=9223372036854775807",
      })
  void whatIsNotPublishedIsNotFound(String path) {
    assertThat(service.get("auditor", path).problem()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/audit/entries/-1/proof",
        "/v1/audit/entries/x/proof",
        "/v1/audit/consistency?from=-1",
        "/v1/audit/consistency?to=x",
        "/v1/audit/consistency?from=9223372036854775808",
        "/v1/audit/consistency?from=2&to=1",
        "/v1/audit/consistency?from=",
      })
  void sizesAndIndexesAreNumbersFromZero(String path) {
    assertThat(service.get("auditor", path).problem()).isEqualTo("400 invalid-request");
  }

  @Test
  void whoReadsBundlesStandsInTheLogOnceForTheirStretch() {
    assertThat(service.get("dpo", "/audit/log/tile/entries/000.p/7").status()).isEqualTo(200);
    assertThat(service.get("dpo", "/audit/log/tile/entries/000").status()).isEqualTo(200);
    assertThat(service.get("dpo", "/audit/log/tile/0/000").status()).isEqualTo(200);

    assertThat(readings("bundles", "dpo"))
        .singleElement()
        .asString()
        .matches("from 0 to 16384, count [0-9]+");
  }

  @Test
  void whoReadsEntriesOneByOneStandsInTheLogOnceForTheirBundle() {
    service.get("dpo", "/v1/audit/entries/3");
    service.get("dpo", "/v1/audit/entries/4");
    service.get("dpo", "/v1/audit/entries/255");
    service.get("dpo", "/v1/audit/entries/9223372036854775807");
    service.get("dpo", "/v1/audit/entries/700/proof");

    assertThat(readings("entries", "dpo"))
        .anyMatch(reading -> reading.startsWith("from 0 to 256, count "))
        .doesNotHaveDuplicates();
  }

  private List<String> readings(String what, String actor) {
    String query =
        "/v1/audit/entries?kind=reading&limit=100&wait=true&operation=%s&actor=%s"
            .formatted(what, actor);
    List<String> found = new ArrayList<>();
    for (JsonNode each : service.get("auditor", query).json().path("entries")) {
      JsonNode entry = each.path("entry");
      found.add(
          "from %s to %s, count %s"
              .formatted(
                  entry.path("filters").path("from").asText(),
                  entry.path("filters").path("to").asText(),
                  entry.path("count").asLong()));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit/log/tile/0/000.p/1",
        "/audit/log/tile/entries/000.p/1",
        "/v1/audit/entries/0/proof",
        "/v1/audit/consistency"
      })
  void onlyAuditorsAndDpoReadThem(String path) {
    assertThat(service.send("GET", path, Map.of(), null).problem()).isEqualTo("401 missing-token");
    assertThat(service.get("order-service", path).problem()).isEqualTo("403 wrong-role");
    assertThat(service.get("admin", path).problem()).isEqualTo("403 wrong-role");
    assertThat(service.get("dpo", path).status()).isEqualTo(200);
    assertThat(service.get("auditor", path).status()).isEqualTo(200);
  }
}

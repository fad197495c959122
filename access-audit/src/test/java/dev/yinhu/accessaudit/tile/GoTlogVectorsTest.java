package dev.yinhu.accessaudit.tile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.TreeNodes;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Roots, proofs and tiles as golang.org/x/mod/sumdb/tlog makes them, up to 70,000 leaves. */
class GoTlogVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final MemoryTiles TILES = MemoryTiles.ofLeaves(70_000);

  private static JsonNode vectors = new ObjectMapper().nullNode();
  private static final Map<Long, byte[]> ROOTS = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    vectors =
        new ObjectMapper().readTree(GoTlogVectorsTest.class.getResourceAsStream("go-tlog.json"));
    vectors
        .path("roots")
        .forEach(each -> ROOTS.put(each.path("size").asLong(), bytes(each.path("root"))));
    assertThat(ROOTS).hasSizeGreaterThan(10);
  }

  @Test
  void rootsAreTheirs() {
    ROOTS.forEach(
        (size, root) -> assertThat(TILES.root(size.intValue())).as("%d", size).isEqualTo(root));
  }

  @Test
  void inclusionProofsAreTheirs() {
    for (JsonNode each : vectors.path("inclusion")) {
      long size = each.path("size").asLong();
      int index = each.path("index").asInt();
      InclusionProof proof = InclusionProof.build(index, size, nodes(size));
      assertThat(proof.hashes()).as("%s", each).containsExactlyElementsOf(hashes(each));
      assertThat(proof.proves(TILES.leafHash(index), root(size))).isTrue();
    }
    assertThat(vectors.path("inclusion")).hasSizeGreaterThan(40);
  }

  @Test
  void consistencyProofsAreTheirs() {
    for (JsonNode each : vectors.path("consistency")) {
      long from = each.path("from").asLong();
      long to = each.path("to").asLong();
      ConsistencyProof proof = ConsistencyProof.build(from, to, nodes(to));
      assertThat(proof.hashes()).as("%s", each).containsExactlyElementsOf(hashes(each));
      assertThat(proof.proves(root(from), root(to))).isTrue();
    }
    assertThat(vectors.path("consistency")).hasSizeGreaterThan(20);
  }

  @Test
  void tilesAreTheirs() throws NoSuchAlgorithmException {
    for (JsonNode each : vectors.path("tiles")) {
      TilePath.Hashes path =
          new TilePath.Hashes(
              each.path("level").asInt(), each.path("number").asLong(), each.path("width").asInt());
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(TILES.tile(path).bytes());
      assertThat(sha256).as("%s", path).isEqualTo(bytes(each.path("sha256")));
    }
    assertThat(vectors.path("tiles")).hasSizeGreaterThan(10);
  }

  private static TreeNodes nodes(long size) {
    return new TiledTree(size).nodes(TILES);
  }

  private static byte[] root(long size) {
    return ROOTS.getOrDefault(size, new byte[0]);
  }

  private static List<byte[]> hashes(JsonNode proof) {
    return StreamSupport.stream(proof.path("hashes").spliterator(), false)
        .map(GoTlogVectorsTest::bytes)
        .toList();
  }

  private static byte[] bytes(JsonNode hex) {
    return HEX.parseHex(hex.asText());
  }
}

package dev.yinhu.accessaudit.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.verify.Finding;
import dev.yinhu.accessaudit.verify.IndexRange;
import dev.yinhu.accessaudit.verify.LogSource;
import dev.yinhu.accessaudit.verify.LogTables;
import dev.yinhu.accessaudit.verify.Manifest;
import dev.yinhu.accessaudit.verify.TrustedKey;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody signs a manifest: whoever forges a file writes it anew, with every hash right. It must not
 * make the verifier look at less than what lies there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedExportTest {
  private static final int SIZE = 2_000;
  private static final String SUBJECT = "s-00112233";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));
  private static final LogExport.Taker TAKER = new LogExport.Taker("command-line", "cli-1");

  private Map<String, byte[]> whole = Map.of();
  private Map<String, byte[]> range = Map.of();
  private Map<String, byte[]> subject = Map.of();

  @TempDir private static Path folder;

  @BeforeAll
  void export() throws Exception {
    try (TestDatabase database = TestDatabase.create("audit")) {
      LogTables tables = new LogTables(database).growTo(SIZE, 300, ForgedExportTest::entry);
      try (AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK)) {
        var export = new LogExport(log, tables.published(), List.of(TrustedKey.key()), CLOCK);
        whole = files(export, "whole", new ExportScope.Whole());
        range = files(export, "range", new ExportScope.Range(new IndexRange(512, 1_024)));
        subject = files(export, "subject", new ExportScope.Subject(SUBJECT));
      }
    }
  }

  private static byte[] entry(int index) {
    String subject = index % 500 == 17 ? SUBJECT : "s-" + index;
    return """
    {"time":"2026-06-01T04:00:00Z","request":"r-%d","operation":"decrypt","caller":"desk",\
    "register":1,"items":[{"field":"shop.users.phone","outcome":"clear","count":1,\
    "subjects":["%s"]}]}\
    """
        .formatted(index, subject)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> files(LogExport export, String name, ExportScope scope)
      throws IOException {
    Path out = folder.resolve(name);
    export.write(out, scope, TAKER);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    assertThat(codes(verify(files))).isEmpty();
    return files;
  }

  private static Verdict verify(Map<String, byte[]> files) {
    return Verifier.verify(LogSource.of(files), TrustedKey.trust());
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding ->
            switch (finding) {
              case Finding.Tampered(var fault, var place, var _) ->
                  fault.code() + " " + place.resource();
              case Finding.Unverifiable(var fault, var place, var _) ->
                  fault.code() + " " + place.resource();
              case Finding.Pruned pruned -> pruned.toString();
            })
        .toList();
  }

  /** Writes the manifest and its hash anew, as whoever has the directory can. */
  private static Map<String, byte[]> forged(
      Map<String, byte[]> export, Consumer<Map<String, byte[]>> change, Consumer<ObjectNode> head)
      throws Exception {
    Map<String, byte[]> files = new TreeMap<>(export);
    change.accept(files);
    ObjectNode manifest = (ObjectNode) JSON.readTree(files.get(Manifest.NAME));
    ArrayNode listed = manifest.putArray("files");
    files.forEach((name, bytes) -> {
      if (!name.startsWith("manifest.")) {
        listed
            .addObject()
            .put("name", name)
            .put("bytes", bytes.length)
            .put("sha256", sha256(bytes));
      }
    });
    head.accept(manifest);
    byte[] text = JSON.writeValueAsBytes(manifest);
    files.put(Manifest.NAME, text);
    files.put(
        Manifest.HASH_NAME, (sha256(text) + "  manifest.json\n").getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void flip(Map<String, byte[]> files, String name) {
    byte[] bytes = Optional.ofNullable(files.get(name)).orElseThrow().clone();
    bytes[40] ^= 1;
    files.put(name, bytes);
  }

  private static Consumer<ObjectNode> part(String kind, long from, long to) {
    return head -> head.put("kind", kind).put("from", from).put("to", to);
  }

  @Test
  void aSmallerRangeDoesNotHideAForgedBundle() throws Exception {
    Consumer<Map<String, byte[]>> forge = files -> flip(files, "tile/entries/000");

    assertThat(codes(verify(forged(whole, forge, part("range", 0, 0)))))
        .contains("manifest-wrong manifest.json", "entries-changed tile/entries/000");
    assertThat(codes(verify(forged(whole, forge, part("range", 256, SIZE)))))
        .containsExactlyInAnyOrder("not-covered tile/entries/000", "not-covered tile/0/000");
    assertThat(codes(verify(forged(whole, forge, part("range", 1_024, 1_280)))))
        .hasSize(13)
        .contains("not-covered tile/entries/000", "not-covered tile/entries/007.p/208")
        .doesNotContain("not-covered tile/0/007.p/208", "not-covered tile/entries/004");
  }

  @Test
  void anExportOfSingleEntriesHasNoTiles() throws Exception {
    Consumer<Map<String, byte[]>> forge = files -> flip(files, "tile/entries/000");
    Consumer<ObjectNode> nothing =
        head -> {
          head.put("kind", "subject");
          head.putArray("files");
        };

    assertThat(codes(verify(forged(whole, forge, nothing))))
        .contains(
            "not-covered tile/entries/000",
            "name-unknown README.txt",
            "nothing-compared checkpoint");
    assertThat(codes(verify(forged(whole, forge, part("subject", 0, SIZE)))))
        .contains("manifest-wrong tile/entries/000");
  }

  @Test
  void aBundleBesideARangeIsTold() throws Exception {
    byte[] bundle = Optional.ofNullable(whole.get("tile/entries/006")).orElseThrow();
    Map<String, byte[]> files =
        forged(range, each -> each.put("tile/entries/006", bundle), _ -> {});

    assertThat(codes(verify(files))).containsExactly("not-covered tile/entries/006");
  }

  @Test
  void anEntryWithoutProofAndAProofWithoutEntryAreTold() throws Exception {
    assertThat(
            codes(
                verify(
                    forged(
                        subject,
                        files -> {
                          flip(files, "proofs/17.json");
                          files.remove("proofs/17.tlog-proof");
                        },
                        _ -> {}))))
        .containsExactly("proof-wrong proofs/17.json");
    assertThat(codes(verify(forged(subject, files -> files.remove("proofs/17.json"), _ -> {}))))
        .containsExactly("proof-wrong proofs/17.tlog-proof");
  }

  @Test
  void anEntryUnderAnotherIndexIsNotProven() throws Exception {
    for (String other : List.of("18", "017", "518")) {
      Map<String, byte[]> files =
          forged(
              subject,
              each -> {
                for (String suffix : List.of(".json", ".tlog-proof")) {
                  each.put("proofs/" + other + suffix, each.remove("proofs/17" + suffix));
                }
              },
              _ -> {});
      assertThat(verify(files).clean()).as(other).isFalse();
      assertThat(verify(files).entries()).isEqualTo(3);
    }
  }

  @Test
  void anEntryIsCountedOnce() throws Exception {
    Map<String, byte[]> files =
        forged(
            subject,
            _ -> {},
            head -> {
              ArrayNode listed = (ArrayNode) head.path("files");
              List<JsonNode> again = new ArrayList<>();
              listed.forEach(again::add);
              again.forEach(listed::add);
            });

    Verdict verdict = verify(files);

    assertThat(verdict.entries()).isEqualTo(4);
    assertThat(codes(verdict)).contains("manifest-wrong manifest.json");
  }

  @Test
  void filesThatNoExportHasAreTold() throws Exception {
    for (String name : List.of("entries/17.json", "proofs/x.json", "evidence.pdf", "../x")) {
      assertThat(codes(verify(forged(whole, files -> files.put(name, new byte[1]), _ -> {}))))
          .as(name)
          .containsExactly("manifest-wrong manifest.json");
    }
  }
}

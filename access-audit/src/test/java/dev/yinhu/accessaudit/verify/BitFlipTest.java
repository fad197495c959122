package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.export.ExportScope;
import dev.yinhu.accessaudit.export.LogExport;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import dev.yinhu.database.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every single bit of an exported log of 2,000 entries is turned over, one at a time, and found.
 * For each bit of a tile or bundle the part of the verifier runs that reads it, with all that it
 * compares it with; for a sample of them, and every other file, the public verifier as a whole.
 */
class BitFlipTest {
  private static final int SIZE = 2_000;
  private static final int STRIDE = 331;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));

  private static final Map<String, byte[]> FILES = new TreeMap<>();

  @TempDir private static Path folder;

  /** Short entries of many lengths, so that every bit can be tried in a reasonable time. */
  private static byte[] entry(int index) {
    return ("e" + index).repeat(index % 3).getBytes(StandardCharsets.US_ASCII);
  }

  @BeforeAll
  static void export() throws Exception {
    Path out = folder.resolve("export");
    try (TestDatabase database = TestDatabase.create("audit")) {
      LogTables tables = new LogTables(database).growTo(SIZE, 300, BitFlipTest::entry);
      try (AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK)) {
        new LogExport(log, tables.published(), List.of(LogFiles.key()), CLOCK)
            .write(out, new ExportScope.Whole(), new LogExport.Taker("command-line", "cli-1"));
      }
    }
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        FILES.put(out.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    assertThat(FILES).hasSize(8 + 8 + 1 + 5);
    assertThat(Verifier.verify(LogSource.of(FILES), LogFiles.trust()).findings()).isEmpty();
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  private static byte[] flipped(String name, int bit) {
    byte[] bytes = file(FILES, name).clone();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return bytes;
  }

  /** The first bits of the file that do not pass the check. */
  private static List<Integer> missed(String name, IntPredicate check) {
    return IntStream.range(0, file(FILES, name).length * 8)
        .parallel()
        .filter(bit -> !check.test(bit))
        .limit(5)
        .boxed()
        .toList();
  }

  /** True when there is a finding, and every one says that this very file was tampered with. */
  private static boolean names(String name, List<Finding> found) {
    return !found.isEmpty()
        && found.stream()
            .allMatch(finding ->
                finding instanceof Finding.Tampered && finding.place().resource().equals(name));
  }

  private static boolean isTile(String name) {
    return TilePath.parse(name).isPresent();
  }

  /** The public verifier, on the export with one bit turned over. */
  private static List<Finding> wholeRun(String name, int bit) {
    Map<String, byte[]> files = new HashMap<>(FILES);
    files.put(name, flipped(name, bit));
    return Verifier.verify(LogSource.of(files), LogFiles.trust()).findings();
  }

  @Test
  void everyBitOfTheFilesBesideTheTreeIsFound() {
    for (String name : FILES.keySet()) {
      if (!isTile(name)) {
        assertThat(missed(name, bit -> !besideTheTree(name, bit).isEmpty())).as(name).isEmpty();
      }
    }
  }

  private static List<Finding> besideTheTree(String name, int bit) {
    if (name.equals("checkpoint")) {
      return wholeRun(name, bit);
    }
    Map<String, byte[]> files = new HashMap<>(FILES);
    files.put(name, flipped(name, bit));
    Findings findings = new Findings();
    ManifestCheck check = new ManifestCheck(new LogParts(LogSource.of(files), findings), findings);
    check.read().ifPresent(check::files);
    return findings.sorted();
  }

  @Test
  void aBitOfTheSignedTextIsTamperingAndNeverPasses() {
    int text = new String(file(FILES, "checkpoint"), StandardCharsets.UTF_8).indexOf("\n\n");
    for (int bit = 0; bit < text * 8; bit++) {
      assertThat(wholeRun("checkpoint", bit))
          .as("bit " + bit)
          .anyMatch(finding -> finding.place().resource().equals("checkpoint"));
    }
  }

  @Test
  void everyBitOfEveryTileAndBundleIsFoundInItsPlace() {
    byte[] above = file(FILES, "tile/1/000.p/7");
    for (String name : FILES.keySet()) {
      Optional<TilePath> path = TilePath.parse(name);
      if (path.isPresent() && !name.startsWith("tile/1/")) {
        assertThat(missed(name, bit -> names(name, inBlock(path.get(), name, bit, above))))
            .as(name)
            .isEmpty();
      }
    }
  }

  private static List<Finding> inBlock(TilePath path, String name, int bit, byte[] above) {
    byte[] changed = flipped(name, bit);
    LogSource source =
        (asked, maxBytes) -> Optional.ofNullable(asked.equals(name) ? changed : FILES.get(asked));
    Findings findings = new Findings();
    BlockCheck check =
        new BlockCheck(
            new LogParts(source, findings), findings, new TreeHasher(), (verified, bundle) -> {});
    if (path.width() == TilePath.FULL) {
      int at = (int) path.number() * 32;
      check.full(path.number(), Arrays.copyOfRange(above, at, at + 32), false);
    } else if (path instanceof TilePath.Entries entries) {
      check.entries(entries, file(FILES, "tile/0/007.p/208"));
    } else {
      return List.of(rightEdge(name, changed));
    }
    return findings.sorted();
  }

  /** A tile at the right edge is compared with the root: the root must come out different. */
  private static Finding rightEdge(String name, byte[] changed) {
    RightEdge edge = new RightEdge(new TiledTree(SIZE), new TreeHasher());
    byte[] upper = file(FILES, "tile/1/000.p/7");
    assertThat(edge.root(List.of(changed, upper)))
        .isNotEqualTo(edge.root(List.of(file(FILES, name), upper)));
    return Finding.of(Fault.TILE_CHANGED, Place.of(name), "");
  }

  @Test
  void theVerifierAsAWholeNamesTheFile() {
    for (String name : FILES.keySet()) {
      if (isTile(name)) {
        boolean upper = name.startsWith("tile/1/");
        assertThat(
                missed(
                    name, bit -> (bit % STRIDE != 0 && !upper) || names(name, wholeRun(name, bit))))
            .as(name)
            .isEmpty();
      }
    }
  }
}

package dev.yinhu.accessaudit.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TileRead.Present;
import dev.yinhu.accessaudit.tile.TileRead.Pruned;
import dev.yinhu.database.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {
  private final TestDatabase database = TestDatabase.create("audit");
  private final LoggedLeaves log = new LoggedLeaves(database.jdbi());

  @AfterEach
  void close() {
    database.close();
  }

  private Tiles tiles() {
    return new Tiles(database.dataSource());
  }

  static Stream<Arguments> batches() {
    return Stream.of(
        Arguments.of(1_300, new int[] {1}),
        Arguments.of(1_300, new int[] {256}),
        Arguments.of(3_000, new int[] {1_000}),
        Arguments.of(3_000, new int[] {1, 255, 257, 3, 999, 256}),
        Arguments.of(70_000, new int[] {1_024, 1, 700}));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void everyTileAndBundleIsThatOfTheTreeWhateverTheBatches(int size, int[] batches) {
    log.growTo(size, batches);
    MemoryTiles expected = MemoryTiles.ofLeaves(size);
    Tiles tiles = tiles();
    tiles.advance(size);

    TiledTree tree = new TiledTree(size);
    for (int level = 0; level < tree.levels(); level++) {
      for (long number = 0; tree.width(level, number) > 0; number++) {
        var path = new TilePath.Hashes(level, number, tree.width(level, number));
        assertThat(present(tiles.hashes(path)).bytes())
            .as(path.text())
            .isEqualTo(expected.tile(path).bytes());
      }
    }
    for (long number = 0; tree.width(0, number) > 0; number += 7) {
      assertBundle(tiles, number, tree.width(0, number));
    }
    int last = (size - 1) / 256;
    assertBundle(tiles, last, tree.width(0, last));
    assertBundle(tiles, 0, 1);
    assertBundle(tiles, 1, 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update audit.batch set entries = set_byte(entries, 3, 255) where first_index = 300 ; 300",
        "update audit.batch set leaf_hashes = set_byte(leaf_hashes, 3, get_byte(leaf_hashes, 3) #"
            + " 1) where first_index = 300 ; 300",
        "delete from audit.batch where first_index = 300 ; 300",
      })
  void aBundleWithAChangedOrMissingEntryIsRefusedAndTheOthersAreGiven(String change, long index) {
    log.growTo(600, 100);
    behindItsBack(change);
    assertThatThrownBy(() -> tiles().entries(new TilePath.Entries(1, 256)))
        .isInstanceOfSatisfying(
            LogDamaged.class, damaged -> assertThat(damaged.index()).isEqualTo(index));
    assertBundle(tiles(), 0, 256);
    assertBundle(tiles(), 1, 44);
  }

  private static void assertBundle(Tiles tiles, long number, int width) {
    byte[] bundle = present(tiles.entries(new TilePath.Entries(number, width)));
    List<byte[]> expected = new ArrayList<>();
    for (int at = 0; at < width; at++) {
      expected.add(MemoryTiles.leaf((int) number * 256 + at));
    }
    assertThat(EntryBundles.read(bundle, width)).containsExactlyElementsOf(expected);
  }

  @Test
  void partialTilesOfEverySizeOnTheWayAreThere() {
    Tiles tiles = tiles();
    for (int size : new int[] {1, 2, 100, 255, 256, 257, 600}) {
      log.growTo(size, 3, 50);
      tiles.advance(size);
    }
    MemoryTiles expected = MemoryTiles.ofLeaves(600);
    for (int width = 1; width <= 256; width++) {
      var path = new TilePath.Hashes(0, 1, width);
      assertThat(present(tiles.hashes(path)).bytes()).isEqualTo(expected.tile(path).bytes());
    }
    var above = new TilePath.Hashes(1, 0, 1);
    assertThat(present(tiles.hashes(above)).bytes()).isEqualTo(expected.tile(above).bytes());
  }

  @Test
  void proofsHoldBetweenAllSizesAndForAllKindsOfIndexes() {
    int size = 66_000;
    log.growTo(size, 1_000, 24, 1);
    MemoryTiles expected = MemoryTiles.ofLeaves(size);
    Tiles tiles = tiles();
    tiles.advance(size);
    for (int tree : new int[] {1, 255, 256, 257, 65_535, 65_536, 65_537, size}) {
      byte[] root = expected.root(tree);
      assertThat(present(tiles.root(tree))).isEqualTo(root);
      for (int index : new int[] {0, tree / 3, tree - 1}) {
        InclusionProof proof = present(tiles.inclusion(index, tree));
        assertThat(proof.proves(expected.leafHash(index), root)).isTrue();
      }
      for (int from : new int[] {0, 1, 256, 300, tree - 1, tree}) {
        if (from >= 0 && from <= tree) {
          ConsistencyProof proof = present(tiles.consistency(from, tree));
          assertThat(proof.proves(from == 0 ? emptyRoot() : expected.root(from), root)).isTrue();
        }
      }
    }
    assertThat(present(tiles.root(0))).isEqualTo(emptyRoot());
    assertThatThrownBy(() -> tiles.inclusion(size, size))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tiles.consistency(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] emptyRoot() {
    return new MerkleHash().emptyRoot();
  }

  @Test
  void advancingGoesOnWhereItStoppedAndAddsNothingTwice() {
    log.growTo(20_000, 600);
    tiles().advance(5_000);
    assertThat(nodes(1)).isEqualTo(19);
    tiles().advance(20_000);
    assertThat(nodes(1)).isEqualTo(78);
    tiles().advance(20_000);
    tiles().advance(256);
    assertThat(nodes(1)).isEqualTo(78);
    assertThat(nodes(2)).isZero();
    log.growTo(70_000, 900);
    tiles().advance(70_000);
    assertThat(nodes(1)).isEqualTo(273);
    assertThat(nodes(2)).isEqualTo(1);
    assertProofsHold(70_000);
  }

  /** As when the process died between the levels, or between two steps of one. */
  @Test
  void whateverPartOfTheNodesIsMissingIsDerivedAgain() {
    log.growTo(70_000, 1_000);
    tiles().advance(70_000);
    behindItsBack("delete from audit.node where level = 2");
    tiles().advance(70_000);
    assertProofsHold(70_000);
    behindItsBack("delete from audit.node where level = 2 or n >= 100");
    tiles().advance(70_000);
    assertProofsHold(70_000);
    behindItsBack("delete from audit.node");
    tiles().advance(70_000);
    assertProofsHold(70_000);
  }

  private void assertProofsHold(int size) {
    MemoryTiles expected = MemoryTiles.ofLeaves(size);
    for (int index : new int[] {0, 255, 256, size / 2, size - 1}) {
      assertThat(
              present(tiles().inclusion(index, size))
                  .proves(expected.leafHash(index), expected.root(size)))
          .isTrue();
    }
  }

  @Test
  void severalNodesAdvanceAtOnce() throws Exception {
    log.growTo(70_000, 1_000);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> nodes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Tiles own = tiles();
        nodes.add(() -> {
          own.advance(70_000);
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(nodes)) {
        done.get();
      }
    }
    assertThat(nodes(1)).isEqualTo(273);
    assertThat(nodes(2)).isEqualTo(1);
    assertProofsHold(70_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 256, 1_000})
  void abovePruningAllGoesOnAndBelowItIsSaid(int batch) {
    int size = 70_000;
    int boundary = 25_600;
    log.growTo(size, batch);
    tiles().advance(size);
    log.pruneBelow(boundary);
    Tiles tiles = tiles();
    MemoryTiles expected = MemoryTiles.ofLeaves(size);
    byte[] root = expected.root(size);

    for (int index : new int[] {boundary, boundary + 1, 40_000, size - 1}) {
      assertThat(present(tiles.inclusion(index, size)).proves(expected.leafHash(index), root))
          .isTrue();
    }
    for (int from : new int[] {256, 512, boundary, boundary + 1, 65_536}) {
      assertThat(present(tiles.consistency(from, size)).proves(expected.root(from), root)).isTrue();
    }
    for (int level = 1; level <= 2; level++) {
      var path = new TilePath.Hashes(level, 0, level == 1 ? 256 : 1);
      assertThat(present(tiles.hashes(path)).bytes()).isEqualTo(expected.tile(path).bytes());
    }
    assertBundle(tiles, boundary / 256, 256);

    long kept = firstKept();
    assertThat(tiles.inclusion(100, size)).isEqualTo(new Pruned<>(kept));
    assertThat(tiles.inclusion(kept - 257, size)).isEqualTo(new Pruned<>(kept));
    assertThat(tiles.consistency(257, size)).isEqualTo(new Pruned<>(kept));
    assertThat(tiles.hashes(new TilePath.Hashes(0, 0, 256))).isEqualTo(new Pruned<>(kept));
    assertThat(tiles.entries(new TilePath.Entries(0, 256))).isEqualTo(new Pruned<>(kept));
    assertThat(tiles.entries(new TilePath.Entries(50, 1))).isEqualTo(new Pruned<>(kept));
  }

  private long firstKept() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.select("select max(boundary) from audit.pruned").mapTo(Long.class).one());
  }

  @Test
  void aHoleInTheLogIsNoPruning() {
    log.growTo(1_000, 100);
    tiles().advance(1_000);
    behindItsBack("delete from audit.batch where first_index = 300");
    assertThatThrownBy(() -> tiles().inclusion(300, 1_000))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("gap");
    assertThatThrownBy(() -> tiles().entries(new TilePath.Entries(1, 256)))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("gap");
    assertThatThrownBy(() -> tiles().hashes(new TilePath.Hashes(0, 3, 233)))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("ends at index 1000");
    behindItsBack("delete from audit.node where n = 1");
    assertThatThrownBy(() -> tiles().hashes(new TilePath.Hashes(1, 0, 3)))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("audit.node");
  }

  @Test
  void aTileThatBeginsInAHoleIsNoPruning() {
    log.growTo(1_000, 100);
    behindItsBack("delete from audit.batch where first_index in (200, 500)");
    assertThatThrownBy(() -> tiles().hashes(new TilePath.Hashes(0, 1, 256)))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("gap");
    assertThatThrownBy(() -> tiles().entries(new TilePath.Entries(2, 256)))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("gap");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit.batch set leaf_hashes = substring(leaf_hashes for 64) where first_index ="
            + " 300",
        "update audit.batch set entries = substring(entries for 90) where first_index = 300",
        "update audit.batch set entry_count = 99 where first_index = 300",
      })
  void aBatchThatIsCutShortIsFound(String change) {
    log.growTo(1_000, 100);
    behindItsBack(change);
    assertThatThrownBy(
            () -> {
              tiles().hashes(new TilePath.Hashes(0, 1, 256));
              tiles().entries(new TilePath.Entries(1, 256));
            })
        .isInstanceOf(AuditException.class)
        .hasMessageMatching(".*(300|399).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit.node set hash = '\\x00'",
        "delete from audit.node",
        "truncate audit.node"
      })
  void nodesAreAppendOnly(String change) {
    log.growTo(600, 100);
    tiles().advance(600);
    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(change)))
        .hasMessageContaining("append-only");
  }

  @Test
  void withoutItsDatabaseTheTilesAreUnavailable() {
    log.growTo(600, 100);
    Tiles tiles = tiles();
    database.database().close();
    assertThatThrownBy(() -> tiles.advance(600)).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() -> tiles.inclusion(1, 600)).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() -> tiles.entries(new TilePath.Entries(0, 256)))
        .isInstanceOf(AuditUnavailable.class);
  }

  private void behindItsBack(String sql) {
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(sql);
        });
  }

  private long nodes(int level) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select count(*) from audit.node where level = ?", level)
                .mapTo(Long.class)
                .one());
  }

  private static <T> T present(TileRead<T> read) {
    return switch (read) {
      case Present<T>(T value) -> value;
      case Pruned<T>(long kept) -> throw new AssertionError("pruned below " + kept);
    };
  }
}

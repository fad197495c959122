package dev.yinhu.accessaudit.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.TreeNodes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledTreeTest {

  @Test
  void aTreeOfSeventyThousandHasTheTilesOfTheFormatsExample() {
    TiledTree tree = new TiledTree(70_000);
    assertThat(tree.levels()).isEqualTo(3);
    assertThat(tree.fullTiles(0)).isEqualTo(273);
    assertThat(tree.partialWidth(0)).isEqualTo(112);
    assertThat(tree.fullTiles(1)).isEqualTo(1);
    assertThat(tree.partialWidth(1)).isEqualTo(17);
    assertThat(tree.fullTiles(2)).isZero();
    assertThat(tree.partialWidth(2)).isEqualTo(1);
    assertThat(tree.width(0, 272)).isEqualTo(256);
    assertThat(tree.width(0, 273)).isEqualTo(112);
    assertThat(tree.width(0, 274)).isZero();
  }

  @Test
  void aTreeOfTwoHundredFiftySixHasAFullTileAndOneHashAbove() {
    TiledTree tree = new TiledTree(256);
    assertThat(tree.levels()).isEqualTo(2);
    assertThat(tree.fullTiles(0)).isEqualTo(1);
    assertThat(tree.partialWidth(0)).isZero();
    assertThat(tree.fullTiles(1)).isZero();
    assertThat(tree.partialWidth(1)).isEqualTo(1);
  }

  @Test
  void theEmptyTreeHasNoTilesAndTheLargestHasEightLevels() {
    assertThat(new TiledTree(0).levels()).isZero();
    assertThat(new TiledTree(255).levels()).isEqualTo(1);
    TiledTree largest = new TiledTree(Long.MAX_VALUE);
    assertThat(largest.levels()).isEqualTo(8);
    assertThat(largest.fullTiles(0)).isEqualTo(TilePath.MAX_NUMBER);
    assertThat(largest.fullTiles(8)).isZero();
    assertThat(largest.width(63, 0)).isZero();
    assertThatThrownBy(() -> new TiledTree(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partialTilesOfSmallerTreesAreReachedAndNothingBeyondTheSize() {
    TiledTree tree = new TiledTree(70_000);
    assertThat(tree.reaches(new TilePath.Hashes(0, 273, 112))).isTrue();
    assertThat(tree.reaches(new TilePath.Hashes(0, 273, 1))).isTrue();
    assertThat(tree.reaches(new TilePath.Hashes(0, 272, 7))).isTrue();
    assertThat(tree.reaches(new TilePath.Hashes(0, 273, 113))).isFalse();
    assertThat(tree.reaches(new TilePath.Hashes(0, 273, 256))).isFalse();
    assertThat(tree.reaches(new TilePath.Hashes(0, 274, 1))).isFalse();
    assertThat(tree.reaches(new TilePath.Hashes(2, 0, 1))).isTrue();
    assertThat(tree.reaches(new TilePath.Hashes(2, 0, 2))).isFalse();
    assertThat(tree.reaches(new TilePath.Hashes(3, 0, 1))).isFalse();
    assertThat(tree.reaches(new TilePath.Entries(273, 112))).isTrue();
    assertThat(tree.reaches(new TilePath.Entries(273, 113))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000})
  void proofsFromTilesHold(int size) {
    MemoryTiles tiles = MemoryTiles.ofLeaves(size);
    TreeNodes nodes = new TiledTree(size).nodes(tiles);
    byte[] root = tiles.root(size);
    for (int index : new int[] {0, 1, size / 3, size / 2, size - 2, size - 1}) {
      if (index >= 0 && index < size) {
        assertThat(InclusionProof.build(index, size, nodes).proves(tiles.leafHash(index), root))
            .as("%d of %d", index, size)
            .isTrue();
        assertThat(
                ConsistencyProof.build(index + 1, size, nodes).proves(tiles.root(index + 1), root))
            .as("%d to %d", index + 1, size)
            .isTrue();
      }
    }
  }

  @Test
  void subtreesOfATileAreThoseOfTheTree() {
    MemoryTiles tiles = MemoryTiles.ofLeaves(256);
    HashTile tile = tiles.tile(new TilePath.Hashes(0, 0, 256));
    assertThat(tile.root(0, 8)).isEqualTo(tiles.root(256));
    CompactRange four = CompactRange.empty();
    for (int at = 12; at < 16; at++) {
      four.append(tile.hash(at));
    }
    assertThat(tile.root(12, 2)).isEqualTo(four.root());
    assertThat(tile.first(3).bytes()).hasSize(96).isEqualTo(Arrays.copyOf(tile.bytes(), 96));
    assertThatThrownBy(() -> tile.first(3).root(2, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tile.root(256, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 257 * 32})
  void bytesThatAreNoTileAreRefused(int length) {
    assertThatThrownBy(() -> HashTile.of(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

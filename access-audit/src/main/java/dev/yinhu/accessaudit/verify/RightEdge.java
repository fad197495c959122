package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The partial tiles at the right edge of a tree, one at most for each level. Together they give the
 * root: where a level's width has a bit set, a perfect subtree of the tree begins (the compact
 * range of RFC 6962 section 2.1). For one thread.
 */
final class RightEdge {
  /** Where the hashes of a level come from. */
  enum Origin {
    STORED,
    REBUILT
  }

  private final TiledTree tree;
  private final TreeHasher hasher;
  private final MerkleHash hash = new MerkleHash();

  RightEdge(TiledTree tree, TreeHasher hasher) {
    this.tree = tree;
    this.hasher = hasher;
  }

  /** The path of the level's partial tile; empty when the level has none. */
  Optional<TilePath.Hashes> path(int level) {
    int width = tree.partialWidth(level);
    return width == 0
        ? Optional.empty()
        : Optional.of(new TilePath.Hashes(level, tree.fullTiles(level), width));
  }

  /** The roots of the perfect subtrees, largest first; as {@link #root}. */
  List<byte[]> subtrees(List<byte[]> tiles) {
    List<byte[]> subtrees = new ArrayList<>();
    for (int level = tiles.size() - 1; level >= 0; level--) {
      int first = 0;
      int width = tiles.get(level).length / MerkleHash.BYTES;
      while (first < width) {
        int count = Integer.highestOneBit(width - first);
        subtrees.add(hasher.root(tiles.get(level), first, count));
        first += count;
      }
    }
    return subtrees;
  }

  /** The root that the tiles give, lowest level first; an empty one stands for no partial tile. */
  byte[] root(List<byte[]> tiles) {
    List<byte[]> subtrees = subtrees(tiles);
    if (subtrees.isEmpty()) {
      return hash.emptyRoot();
    }
    byte[] root = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = hash.node(subtrees.get(i), root);
    }
    return root;
  }

  /**
   * Which of two versions of each level give a root together; empty when none do. A level of which
   * a version is missing has an empty optional there.
   */
  Optional<List<Origin>> choose(
      List<Optional<byte[]>> stored, List<Optional<byte[]>> rebuilt, byte[] wanted) {
    int levels = stored.size();
    for (int choice = 0; choice < 1 << levels; choice++) {
      List<byte[]> tiles = new ArrayList<>();
      List<Origin> origins = new ArrayList<>();
      for (int level = 0; level < levels; level++) {
        Origin origin = (choice >>> level & 1) == 0 ? Origin.STORED : Origin.REBUILT;
        origins.add(origin);
        (origin == Origin.STORED ? stored : rebuilt).get(level).ifPresent(tiles::add);
      }
      if (tiles.size() == levels && Arrays.equals(root(tiles), wanted)) {
        return Optional.of(origins);
      }
    }
    return Optional.empty();
  }
}

package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.merkle.TreeNodes;

/**
 * Which tiles a tree of some size has (C2SP tlog-tiles): at each level full tiles of 256 hashes and
 * at most one partial one behind them; a hash of level L is the root of 256^L leaves.
 *
 * @param size number of leaves
 */
public record TiledTree(long size) {
  private static final int LEVELS_A_TILE = 8;

  /** Where the tiles themselves come from. */
  @FunctionalInterface
  public interface Source {
    /** The tile that the path names; asked only for tiles that the tree has. */
    HashTile tile(TilePath.Hashes path);
  }

  /** Checks the size. */
  public TiledTree {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no " + size + " leaves");
    }
  }

  /** How many levels have tiles: none in the empty tree, one up to 255 leaves. */
  public int levels() {
    int levels = 0;
    while (hashes(levels) > 0) {
      levels++;
    }
    return levels;
  }

  /** Number of full tiles at the level; also of full entry bundles, for level 0. */
  public long fullTiles(int level) {
    return hashes(level) / TilePath.FULL;
  }

  /** Width of the partial tile behind the full ones at the level, 0 when there is none. */
  public int partialWidth(int level) {
    return (int) (hashes(level) % TilePath.FULL);
  }

  /** Width of a tile of this tree: full, partial, or 0 when the tree has none of this number. */
  public int width(int level, long number) {
    long full = fullTiles(level);
    return number < full ? TilePath.FULL : number == full ? partialWidth(level) : 0;
  }

  /**
   * True when everything in the tile or bundle lies within this tree: it belongs to this tree or to
   * one that this tree grew from.
   */
  public boolean reaches(TilePath path) {
    int level =
        switch (path) {
          case TilePath.Hashes hashes -> hashes.level();
          case TilePath.Entries _ -> 0;
        };
    return path.width() <= width(level, path.number());
  }

  /** The nodes of this tree, read from its tiles. As safe for several threads as the source. */
  public TreeNodes nodes(Source source) {
    return (level, index) -> {
      int within = level % LEVELS_A_TILE;
      int tileLevel = level / LEVELS_A_TILE;
      long first = index << within;
      long number = first / TilePath.FULL;
      int width = width(tileLevel, number);
      return source
          .tile(new TilePath.Hashes(tileLevel, number, width))
          .root((int) (first % TilePath.FULL), within);
    };
  }

  private long hashes(int level) {
    int shift = level * LEVELS_A_TILE;
    return shift >= Long.SIZE ? 0 : size >>> shift;
  }
}

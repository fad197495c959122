package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.tile.TileRead;
import dev.yinhu.accessaudit.tile.Tiles;

/** The tree as the tiles in the database give it. */
public final class TiledLog implements GrowingTree {
  private final Tiles tiles;

  /** Over these tiles, which others may use as well. */
  public TiledLog(Tiles tiles) {
    this.tiles = tiles;
  }

  @Override
  public void advance(long size) {
    tiles.advance(size);
  }

  @Override
  public void forget() {
    tiles.forget();
  }

  @Override
  public ConsistencyProof consistency(long from, long to) {
    return present(tiles.consistency(from, to));
  }

  @Override
  public byte[] root(long size) {
    return present(tiles.root(size));
  }

  private static <T> T present(TileRead<T> read) {
    return switch (read) {
      case TileRead.Present<T> present -> present.value();
      case TileRead.Pruned<T> pruned -> throw new BehindPruning(pruned.firstKept());
    };
  }
}

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
    return switch (tiles.consistency(from, to)) {
      case TileRead.Present<ConsistencyProof> present -> present.value();
      case TileRead.Pruned<ConsistencyProof> pruned -> throw new BehindPruning(pruned.firstKept());
    };
  }
}

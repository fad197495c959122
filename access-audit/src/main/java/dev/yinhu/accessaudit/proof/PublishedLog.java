package dev.yinhu.accessaudit.proof;

import dev.yinhu.accessaudit.tile.Tiles;
import java.util.function.Supplier;

/** The log as it was published last. Safe for use by many threads; blocks while it reads. */
public final class PublishedLog {
  private final Tiles tiles;
  private final Supplier<String> checkpoint;

  /**
   * @param checkpoint gives the last published checkpoint, a signed note; what it throws passes
   *     through
   */
  public PublishedLog(Tiles tiles, Supplier<String> checkpoint) {
    this.tiles = tiles;
    this.checkpoint = checkpoint;
  }

  /** The tree of the checkpoint that is published now. */
  public PublishedTree now() {
    PublishedTree tree = PublishedTree.of(checkpoint.get(), tiles);
    // Done long ago by whoever published it, unless it was a release without tiles.
    tiles.advance(tree.size());
    return tree;
  }
}

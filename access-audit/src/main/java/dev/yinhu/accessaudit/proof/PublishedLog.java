package dev.yinhu.accessaudit.proof;

import dev.yinhu.accessaudit.tile.Tiles;
import java.time.Duration;

/** The log as it was published last. Safe for use by many threads; blocks while it reads. */
public final class PublishedLog {
  private final Tiles tiles;
  private final CheckpointSource checkpoint;

  /**
   * @param checkpoint what it throws passes through
   */
  public PublishedLog(Tiles tiles, CheckpointSource checkpoint) {
    this.tiles = tiles;
    this.checkpoint = checkpoint;
  }

  /** The tree of the checkpoint that is published now. */
  public PublishedTree now() {
    PublishedTree tree = PublishedTree.of(checkpoint.checkpoint(), tiles);
    // Done long ago by whoever published it, unless it was a release without tiles.
    tiles.advance(tree.size());
    return tree;
  }

  /**
   * The tree of the checkpoint that is published when it covers the entry, or when the time is
   * over.
   */
  public PublishedTree covering(long entry, Duration atMost) throws InterruptedException {
    checkpoint.await(entry, atMost);
    return now();
  }
}

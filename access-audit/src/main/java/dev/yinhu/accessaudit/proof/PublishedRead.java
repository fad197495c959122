package dev.yinhu.accessaudit.proof;

import dev.yinhu.accessaudit.tile.TileRead;

/**
 * What asking the published log gives.
 *
 * @param <T> what was asked for
 */
public sealed interface PublishedRead<T> {
  /**
   * It is there.
   *
   * @param value what was asked for
   */
  record Present<T>(T value) implements PublishedRead<T> {}

  /**
   * It would need entries, or hashes of entries, that were pruned under the retention policy.
   *
   * @param firstKept index of the first entry that is still kept
   */
  record Pruned<T>(long firstKept) implements PublishedRead<T> {}

  /**
   * It does not lie within the published tree; perhaps later.
   *
   * @param size number of entries that are published
   */
  record Beyond<T>(long size) implements PublishedRead<T> {}

  /** The same for what was read from tiles. */
  static <T> PublishedRead<T> of(TileRead<T> read) {
    return switch (read) {
      case TileRead.Present<T>(T value) -> new Present<>(value);
      case TileRead.Pruned<T>(long firstKept) -> new Pruned<>(firstKept);
    };
  }
}

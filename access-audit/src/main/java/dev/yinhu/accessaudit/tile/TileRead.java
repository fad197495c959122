package dev.yinhu.accessaudit.tile;

/**
 * What reading from the log's tiles gives.
 *
 * @param <T> what was asked for
 */
public sealed interface TileRead<T> {
  /**
   * It is there.
   *
   * @param value what was asked for
   */
  record Present<T>(T value) implements TileRead<T> {}

  /**
   * It would need entries, or hashes of entries, that were pruned under the retention policy.
   *
   * @param firstKept index of the first entry that is still kept
   */
  record Pruned<T>(long firstKept) implements TileRead<T> {}
}

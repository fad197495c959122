package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import java.util.List;
import java.util.Optional;

/**
 * Which tiles and bundles of a tree a {@link TreeWalk} looks at.
 *
 * @param scope the entries that it goes down to; empty when it was not made
 * @param passed those of them of which it saw nothing
 */
record Coverage(TiledTree tree, Optional<IndexRange> scope, List<IndexRange> passed) {

  /**
   * True when the tile is among them.
   *
   * @param path of a tile of the tree itself, not of one that it grew from
   */
  boolean covers(TilePath path) {
    return scope.isPresent()
        && switch (path) {
          case TilePath.Entries entries -> meets(0, entries.number(), entries.width());
          case TilePath.Hashes hashes ->
              hashes.number() >= tree.fullTiles(hashes.level())
                  || meets(hashes.level(), hashes.number(), TilePath.FULL);
        };
  }

  private boolean meets(int level, long number, int width) {
    long each = 1L << (Byte.SIZE * level);
    long first = number * TilePath.FULL * each;
    long end = first + width * each;
    boolean unseen = passed.stream().anyMatch(part -> part.from() <= first && end <= part.to());
    return !unseen && scope.filter(range -> range.meets(first, end)).isPresent();
  }

  /** The tile of the tree itself that stands where this one does. */
  TilePath own(TilePath path) {
    return switch (path) {
      case TilePath.Hashes hashes ->
          new TilePath.Hashes(
              hashes.level(), hashes.number(), tree.width(hashes.level(), hashes.number()));
      case TilePath.Entries entries ->
          new TilePath.Entries(entries.number(), tree.width(0, entries.number()));
    };
  }
}

package dev.yinhu.accessaudit.export;

import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import dev.yinhu.accessaudit.verify.IndexRange;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The tiles and bundles that a range of entries is verified with: those of the range, those above
 * it up to the root, and the partial tiles at the right edge, which give the root.
 *
 * @param size of the tree
 * @param entries whole blocks, or up to the end of the tree, that are there
 * @param above the entries whose tiles above the lowest level are wanted; at least those that are
 *     there
 */
record TilesOfRange(long size, IndexRange entries, IndexRange above) {

  /** Their paths, made as they are asked for. */
  Stream<TilePath> paths() {
    TiledTree tree = new TiledTree(size);
    Stream<TilePath> bundles =
        numbers(tree, 0).mapToObj(number -> new TilePath.Entries(number, tree.width(0, number)));
    Stream<TilePath> tiles =
        IntStream.range(0, tree.levels())
            .boxed()
            .flatMap(level ->
                LongStream.concat(numbers(tree, level), edge(tree, level))
                    .mapToObj(
                        number -> new TilePath.Hashes(level, number, tree.width(level, number))));
    return Stream.concat(bundles, tiles);
  }

  private LongStream numbers(TiledTree tree, int level) {
    IndexRange range = level == 0 ? entries : above;
    int shift = Byte.SIZE * (level + 1);
    if (range.count() == 0) {
      return LongStream.empty();
    }
    // The highest level has one tile only, and Java shifts by 63 bits at most.
    long last = shift >= Long.SIZE ? 0 : (range.to() - 1) >>> shift;
    long first = shift >= Long.SIZE ? 0 : range.from() >>> shift;
    return LongStream.rangeClosed(first, last).filter(number -> tree.width(level, number) > 0);
  }

  /** The partial tile of the level, unless it is among the range's own. */
  private LongStream edge(TiledTree tree, int level) {
    long number = tree.fullTiles(level);
    boolean own = numbers(tree, level).reduce((_, last) -> last).orElse(-1) == number;
    return tree.partialWidth(level) == 0 || own ? LongStream.empty() : LongStream.of(number);
  }
}

package dev.yinhu.accessaudit.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.merkle.TreeNodes;
import dev.yinhu.accessaudit.merkle.TreeRoot;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The tiles of the log in the database: level 0 and the entries from its batches, the levels above
 * from the nodes that {@link #advance} derives. What is asked for must lie within a tree whose size
 * was advanced to; the caller holds it to the last published checkpoint.
 *
 * <p>Derived from what is durable, and derived again from there when it is missing: after a crash,
 * or on a database that was written before there were nodes. Pruning takes batches away and leaves
 * the nodes, so that proofs and tiles above the boundary go on working, and proofs of entries that
 * are held below it.
 *
 * <p>Safe for use by many threads, and by several service nodes on one database. All methods block
 * while they read. They throw {@link AuditUnavailable} when the database does not answer, and
 * {@link AuditException} when what it holds does not hang together.
 */
public final class Tiles {
  private static final long CACHE_BYTES = 16L << 20;
  private static final int TILES_AT_ONCE = 64;

  private final LeafStore leaves;
  private final NodeStore nodes;
  private final Cache<TilePath.Hashes, HashTile> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((TilePath.Hashes _, HashTile tile) -> tile.width() * MerkleHash.BYTES)
          .build();
  private volatile long advanced;

  /**
   * @param dataSource of a database whose schema {@code audit} is migrated
   */
  public Tiles(DataSource dataSource) {
    this.leaves = new LeafStore(dataSource);
    this.nodes = new NodeStore(dataSource);
  }

  /**
   * Derives and stores the nodes of all tiles that are full in a tree of this size; durable when it
   * returns, so a checkpoint of the size may be published then. Takes up where it, or another
   * service node, stopped. Memory does not grow with the log; costs nothing when no tile became
   * full since the last call.
   *
   * @param size not beyond the end of the log
   */
  public void advance(long size) {
    TiledTree tree = new TiledTree(size);
    if (tree.fullTiles(0) <= new TiledTree(advanced).fullTiles(0)) {
      return;
    }
    for (int level = 0; tree.fullTiles(level) > 0; level++) {
      advance(level, tree.fullTiles(level));
    }
    advanced = size;
  }

  /** Lets go of the tiles in memory: for a database that was restored under a running service. */
  public void forget() {
    cache.invalidateAll();
    advanced = 0;
  }

  /** Adds the roots of the full tiles of a level, in order, to the level above. */
  private void advance(int level, long fullTiles) {
    long next = reading(() -> nodes.count(level + 1));
    while (next < fullTiles) {
      long first = next;
      int tiles = (int) Math.min(TILES_AT_ONCE, fullTiles - first);
      List<byte[]> roots =
          reading(() -> roots(read(level, first * TilePath.FULL, tiles * TilePath.FULL)));
      reading(() -> nodes.add(level + 1, first, roots));
      next += tiles;
    }
  }

  /** The roots of full tiles, from their hashes one behind the other. */
  private static List<byte[]> roots(byte[] hashes) {
    int bytes = TilePath.FULL * MerkleHash.BYTES;
    List<byte[]> roots = new ArrayList<>();
    for (int at = 0; at < hashes.length; at += bytes) {
      roots.add(HashTile.of(Arrays.copyOfRange(hashes, at, at + bytes)).root());
    }
    return roots;
  }

  /** The hashes of a tile, full or partial. */
  public TileRead<HashTile> hashes(TilePath.Hashes path) {
    return unlessPruned(() -> tile(path, firstKept()));
  }

  /** The bytes of an entry bundle, full or partial. */
  public TileRead<byte[]> entries(TilePath.Entries path) {
    return unlessPruned(() ->
        EntryBundles.write(
            reading(() -> leaves.entries(path.number() * TilePath.FULL, path.width()))));
  }

  /**
   * Builds the proof that an entry is in the tree of a size.
   *
   * @throws IllegalArgumentException when the tree has no such index
   */
  public TileRead<InclusionProof> inclusion(long index, long size) {
    TreeNodes nodes = nodes(size);
    TileRead<InclusionProof> read = unlessPruned(() -> InclusionProof.build(index, size, nodes));
    if (read instanceof TileRead.Pruned<InclusionProof>) {
      Optional<byte[]> siblings = reading(() -> leaves.heldSiblings(index));
      if (siblings.isPresent()) {
        HeldNodes held = new HeldNodes(index, siblings.get(), nodes);
        return unlessPruned(() -> InclusionProof.build(index, size, held));
      }
    }
    return read;
  }

  /**
   * The hash of the entry at an index, also of one that is held.
   *
   * @param size of a tree that has the index
   */
  public TileRead<byte[]> leafHash(long index, long size) {
    long number = index / TilePath.FULL;
    var path = new TilePath.Hashes(0, number, new TiledTree(size).width(0, number));
    TileRead<byte[]> read =
        unlessPruned(() -> tile(path, firstKept()).hash((int) (index % TilePath.FULL)));
    if (read instanceof TileRead.Pruned<byte[]>) {
      Optional<byte[]> held = reading(() -> leaves.heldHash(index));
      if (held.isPresent()) {
        return new TileRead.Present<>(held.get());
      }
    }
    return read;
  }

  /**
   * The perfect subtrees of the tree of a size that is a multiple of 256, so whether its entries
   * were pruned or not.
   *
   * @param size not beyond what was advanced to
   */
  public CompactRange range(long size) {
    if (size % TilePath.FULL != 0) {
      throw new IllegalArgumentException("tiles do not end at " + size);
    }
    TreeNodes nodes = nodes(size);
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
      int level = Long.numberOfTrailingZeros(Long.highestOneBit(rest));
      hashes.writeBytes(nodes.node(level, (size - rest) >>> level));
    }
    return CompactRange.of(size, hashes.toByteArray());
  }

  /** The root of the tree of a size, from the same hashes as its proofs. */
  public TileRead<byte[]> root(long size) {
    return unlessPruned(() -> TreeRoot.of(size, nodes(size)));
  }

  /**
   * Builds the proof that the tree of one size begins with that of another.
   *
   * @throws IllegalArgumentException when {@code from} is negative or greater than {@code to}
   */
  public TileRead<ConsistencyProof> consistency(long from, long to) {
    return unlessPruned(() -> ConsistencyProof.build(from, to, nodes(to)));
  }

  /** The nodes of a tree, with what was pruned as it is now: asked for once, not for each tile. */
  private TreeNodes nodes(long size) {
    long firstKept = firstKept();
    return new TiledTree(size).nodes(path -> tile(path, firstKept));
  }

  private long firstKept() {
    return reading(leaves::firstKept);
  }

  private HashTile tile(TilePath.Hashes path, long firstKept) {
    if (path.level() == 0 && path.number() * TilePath.FULL < firstKept) {
      throw new PrunedTile(firstKept);
    }
    HashTile known = cache.getIfPresent(path);
    if (known != null) {
      return known;
    }
    HashTile full = cache.getIfPresent(path.whole());
    if (full != null) {
      return full.first(path.width());
    }
    HashTile tile =
        HashTile.of(reading(() -> read(path.level(), path.number() * TilePath.FULL, path.width())));
    cache.put(path, tile);
    return tile;
  }

  private byte[] read(int level, long first, int count) throws SQLException {
    return level == 0 ? leaves.hashes(first, count) : nodes.hashes(level, first, count);
  }

  private static <T> TileRead<T> unlessPruned(Supplier<T> reading) {
    try {
      return new TileRead.Present<>(reading.get());
    } catch (PrunedTile e) {
      return new TileRead.Pruned<>(e.firstKept());
    }
  }

  private interface Query<T> {
    T run() throws SQLException;
  }

  private static <T> T reading(Query<T> query) {
    try {
      return query.run();
    } catch (SQLException e) {
      throw new AuditUnavailable("the tiles of the log cannot be read; try again later", e);
    }
  }
}

package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tree that grows by leaf hashes, one partial tile for each level, and compares each tile that
 * becomes full with the node that is stored for it. Where leaves are missing, the stored nodes
 * stand in for their tiles, and those above for nodes that are missing too. For one thread.
 */
final class RecomputedTree {
  /** The tile of a level that is not full yet. */
  private static final class Tile {
    private final byte[] hashes = new byte[TilePath.FULL * MerkleHash.BYTES];

    /** Whether some hash of it is not known. */
    private boolean gap;
  }

  private final StoredNodes stored;
  private final Findings findings;
  private final TreeHasher hasher = new TreeHasher();
  private final List<Tile> tiles = new ArrayList<>();
  private long size;

  RecomputedTree(StoredNodes stored, Findings findings) {
    this.stored = stored;
    this.findings = findings;
  }

  long size() {
    return size;
  }

  /** Adds leaf hashes that stand one behind the other. */
  void add(byte[] hashes) throws SQLException {
    for (int at = 0; at < hashes.length; at += MerkleHash.BYTES) {
      put(0, size, hashes, at);
      size++;
    }
  }

  /** Goes on at an index that is not before the size; the leaves up to there are not known. */
  void skipTo(long index) throws SQLException {
    missing(0, size, index);
    size = index;
  }

  /** Hashes of a level that nothing gives. Tiles that end among them are taken from above. */
  private void missing(int level, long from, long to) throws SQLException {
    if (from < to) {
      fill(level + 1, from / TilePath.FULL, to / TilePath.FULL);
      tile(level).gap = to % TilePath.FULL != 0;
    }
  }

  /** Takes hashes of a level from the stored nodes; one that is missing there is told. */
  private void fill(int level, long from, long to) throws SQLException {
    long at = from;
    while (at < to) {
      long next = Math.min(to, stored.firstFrom(level, at));
      if (next > at) {
        tellMissing(level, at, next);
        missing(level, at, next);
      }
      if (next < to) {
        put(level, next, stored.node(level, next).orElseThrow(), 0);
      }
      at = next + 1;
    }
  }

  private void tellMissing(int level, long from, long to) {
    String more = to - from == 1 ? "" : " to " + (to - 1);
    findings.add(
        Fault.NODE_WRONG,
        place(level, from, to, more),
        "it is missing, and so are entries that only it could prove");
  }

  private static Place place(int level, long from, long to, String more) {
    long each = 1L << (Byte.SIZE * level);
    return Place.of(
        "audit.node level %d n %d%s".formatted(level, from, more), from * each, to * each);
  }

  private Tile tile(int level) {
    while (tiles.size() <= level) {
      tiles.add(new Tile());
    }
    return tiles.get(level);
  }

  private void put(int level, long number, byte[] from, int at) throws SQLException {
    Tile tile = tile(level);
    int place = (int) (number % TilePath.FULL);
    System.arraycopy(from, at, tile.hashes, place * MerkleHash.BYTES, MerkleHash.BYTES);
    if (place < TilePath.FULL - 1) {
      return;
    }
    long above = number / TilePath.FULL;
    if (tile.gap) {
      tile.gap = false;
      fill(level + 1, above, above + 1);
    } else {
      byte[] root = hasher.root(tile.hashes, 0, TilePath.FULL);
      compare(level + 1, above, root);
      put(level + 1, above, root, 0);
    }
  }

  /** Nodes are derived some time after the leaves: at the end they may be missing. */
  private void compare(int level, long number, byte[] root) throws SQLException {
    Optional<byte[]> node = stored.node(level, number);
    boolean fits =
        node.map(hash -> Arrays.equals(hash, root))
            .orElse(stored.firstFrom(level, number) == StoredNodes.NONE);
    if (!fits) {
      findings.add(
          Fault.NODE_WRONG,
          place(level, number, number + 1, ""),
          node.isPresent() ? "" : "it is missing");
    }
  }

  /** The root of what was added so far; empty when something that it needs is not known. */
  Optional<byte[]> root() {
    return tiles.stream().anyMatch(tile -> tile.gap)
        ? Optional.empty()
        : Optional.of(edge().root(partial()));
  }

  /** The roots of the perfect subtrees, as {@code audit.head} keeps them. */
  byte[] frontier() {
    var frontier = new ByteArrayOutputStream();
    edge().subtrees(partial()).forEach(frontier::writeBytes);
    return frontier.toByteArray();
  }

  private RightEdge edge() {
    return new RightEdge(new TiledTree(size), hasher);
  }

  private List<byte[]> partial() {
    TiledTree tree = new TiledTree(size);
    List<byte[]> partial = new ArrayList<>();
    for (int level = 0; level < tiles.size(); level++) {
      partial.add(
          Arrays.copyOf(tiles.get(level).hashes, tree.partialWidth(level) * MerkleHash.BYTES));
    }
    return partial;
  }
}

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
 * stand in for their tiles. For one thread.
 */
final class GrowingTree {
  private static final int TILE_BYTES = TilePath.FULL * MerkleHash.BYTES;

  private final StoredNodes stored;
  private final Findings findings;
  private final TreeHasher hasher = new TreeHasher();
  private final List<byte[]> tiles = new ArrayList<>();
  private long size;
  private long ignoredBelow;
  private boolean whole = true;

  GrowingTree(StoredNodes stored, Findings findings) {
    this.stored = stored;
    this.findings = findings;
  }

  long size() {
    return size;
  }

  /** False when some tile is known neither from leaves nor from a stored node. */
  boolean isWhole() {
    return whole;
  }

  /** Adds leaf hashes that stand one behind the other. */
  void add(byte[] hashes) throws SQLException {
    for (int at = 0; at < hashes.length; at += MerkleHash.BYTES) {
      if (size >= ignoredBelow) {
        put(0, size, hashes, at);
      }
      size++;
    }
  }

  /** Goes on at an index further on; leaves up to the next full tile behind it count no more. */
  void skipTo(long index) throws SQLException {
    long block = size < ignoredBelow ? ignoredBelow / TilePath.FULL : size / TilePath.FULL;
    ignoredBelow = Math.ceilDiv(index, (long) TilePath.FULL) * TilePath.FULL;
    for (; block < ignoredBelow / TilePath.FULL; block++) {
      Optional<byte[]> node = stored.node(1, block);
      whole &= node.isPresent();
      put(1, block, node.orElse(new byte[MerkleHash.BYTES]), 0);
    }
    size = index;
  }

  private void put(int level, long number, byte[] from, int at) throws SQLException {
    while (tiles.size() <= level) {
      tiles.add(new byte[TILE_BYTES]);
    }
    byte[] tile = tiles.get(level);
    int place = (int) (number % TilePath.FULL);
    System.arraycopy(from, at, tile, place * MerkleHash.BYTES, MerkleHash.BYTES);
    if (place == TilePath.FULL - 1) {
      byte[] root = hasher.root(tile, 0, TilePath.FULL);
      compare(level + 1, number / TilePath.FULL, root);
      put(level + 1, number / TilePath.FULL, root, 0);
    }
  }

  /** Nodes are derived some time after the leaves: at the end they may be missing. */
  private void compare(int level, long number, byte[] root) throws SQLException {
    Optional<byte[]> node = stored.node(level, number);
    boolean fits =
        node.map(hash -> Arrays.equals(hash, root)).orElse(!stored.reaches(level, number));
    if (!fits && whole) {
      long each = 1L << (Byte.SIZE * level);
      findings.add(
          Fault.NODE_WRONG,
          Place.of(
              "audit.node level %d n %d".formatted(level, number),
              number * each,
              (number + 1) * each),
          node.isPresent() ? "" : "it is missing");
    }
  }

  /** The root of what was added so far; only when the leaves at the right edge are all known. */
  Optional<byte[]> root() {
    if (!whole || size < ignoredBelow) {
      return Optional.empty();
    }
    return Optional.of(edge().root(partial()));
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
      partial.add(Arrays.copyOf(tiles.get(level), tree.partialWidth(level) * MerkleHash.BYTES));
    }
    return partial;
  }
}

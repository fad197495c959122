package dev.yinhu.accessaudit.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The roots of the perfect subtrees that make up a tree, largest first: one for each bit set in its
 * size, so at most 63 hashes. Enough to append and to know the root.
 *
 * <p>Mutable, for one thread; {@link #copy} for a second try from the same state.
 */
public final class CompactRange {
  private final MerkleHash hash;
  private final List<byte[]> nodes;
  private long size;

  private CompactRange(MerkleHash hash, long size, List<byte[]> nodes) {
    this.hash = hash;
    this.size = size;
    this.nodes = nodes;
  }

  /** The range of a tree without leaves. */
  public static CompactRange empty() {
    return new CompactRange(new MerkleHash(), 0, new ArrayList<>());
  }

  /**
   * The range of {@code size} leaves from its hashes, one after the other.
   *
   * @throws IllegalArgumentException when the number of hashes does not fit the size
   */
  public static CompactRange of(long size, byte[] hashes) {
    if (size < 0 || hashes.length != Long.bitCount(size) * MerkleHash.BYTES) {
      throw new IllegalArgumentException(
          "a tree of %d leaves has %d subtree roots, not %d bytes of them"
              .formatted(size, Long.bitCount(size), hashes.length));
    }
    List<byte[]> nodes = new ArrayList<>();
    for (int at = 0; at < hashes.length; at += MerkleHash.BYTES) {
      nodes.add(Arrays.copyOfRange(hashes, at, at + MerkleHash.BYTES));
    }
    return new CompactRange(new MerkleHash(), size, nodes);
  }

  /** The same range to go on from; for the same thread, as the two share their digest. */
  public CompactRange copy() {
    return new CompactRange(hash, size, new ArrayList<>(nodes));
  }

  public long size() {
    return size;
  }

  /** Adds a leaf by its hash: merges once for every low bit set in the old size. */
  public void append(byte[] leafHash) {
    byte[] node = leafHash.clone();
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      node = hash.node(nodes.removeLast(), node);
    }
    nodes.add(node);
    size++;
  }

  /** The Merkle tree hash of all leaves so far. */
  public byte[] root() {
    if (nodes.isEmpty()) {
      return hash.emptyRoot();
    }
    byte[] root = nodes.getLast();
    for (int i = nodes.size() - 2; i >= 0; i--) {
      root = hash.node(nodes.get(i), root);
    }
    return root.clone();
  }

  /** The hashes one after the other, as {@link #of} reads them. */
  public byte[] hashes() {
    byte[] all = new byte[nodes.size() * MerkleHash.BYTES];
    for (int i = 0; i < nodes.size(); i++) {
      System.arraycopy(nodes.get(i), 0, all, i * MerkleHash.BYTES, MerkleHash.BYTES);
    }
    return all;
  }
}

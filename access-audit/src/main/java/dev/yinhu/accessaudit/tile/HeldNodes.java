package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.merkle.TreeNodes;
import java.util.Arrays;

/**
 * The nodes for the proof of one leaf whose tile was pruned: within the tile the hashes beside the
 * leaf's way, which were kept with it, above it the tree's own.
 */
final class HeldNodes implements TreeNodes {
  private static final int LEVELS = 8;

  private final long index;
  private final byte[] siblings;
  private final TreeNodes above;

  /**
   * @param index of the leaf
   * @param siblings 8 hashes, the leaf's side first; not changed
   * @param above nodes of the whole tree
   */
  HeldNodes(long index, byte[] siblings, TreeNodes above) {
    this.index = index;
    this.siblings = siblings;
    this.above = above;
  }

  @Override
  public byte[] node(int level, long n) {
    return level < LEVELS && n == ((index >>> level) ^ 1)
        ? Arrays.copyOfRange(siblings, level * MerkleHash.BYTES, (level + 1) * MerkleHash.BYTES)
        : above.node(level, n);
  }
}

package dev.yinhu.accessaudit.merkle;

/**
 * Where proofs take their hashes from: the roots of perfect subtrees of one tree. A source in
 * memory, tiles of a database or a directory of files: proofs are built in the same way from each.
 */
@FunctionalInterface
public interface TreeNodes {
  /**
   * The hash of the subtree over the leaves {@code index · 2^level} up to, not including, {@code
   * (index + 1) · 2^level}. Asked only for subtrees that lie whole within the tree of the proof.
   *
   * @param level 0 for a leaf hash
   * @return 32 bytes, which the caller does not change
   */
  byte[] node(int level, long index);
}

package dev.yinhu.accessaudit.merkle;

import java.util.ArrayList;
import java.util.List;

/** The root of a tree from the perfect subtrees that its leaves fall into. Stateless. */
public final class TreeRoot {
  private TreeRoot() {}

  /**
   * The tree hash of the first leaves, for example of a size that the log had before.
   *
   * @param size number of leaves
   */
  public static byte[] of(long size, TreeNodes nodes) {
    return size == 0 ? new MerkleHash().emptyRoot() : of(0, size, nodes);
  }

  /**
   * The tree hash of leaves from a place that is a multiple of a power of two not below their
   * count.
   */
  static byte[] of(long first, long end, TreeNodes nodes) {
    List<byte[]> subtrees = new ArrayList<>();
    for (long from = first; from < end; ) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - from);
      subtrees.add(nodes.node(level, from >>> level));
      from += 1L << level;
    }
    MerkleHash hash = new MerkleHash();
    byte[] root = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = hash.node(subtrees.get(i), root);
    }
    return root;
  }
}

package dev.yinhu.accessaudit.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 section 2.1 word by word: recursive, slow, and the judge of the fast one. */
final class SlowTree {
  private SlowTree() {}

  static byte[] root(List<byte[]> leaves) {
    MerkleHash hash = new MerkleHash();
    if (leaves.isEmpty()) {
      return hash.emptyRoot();
    }
    if (leaves.size() == 1) {
      return hash.leaf(leaves.getFirst());
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return hash.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** PATH(m, D[n]) of section 2.1.1. */
  static List<byte[]> path(int index, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    List<byte[]> left = leaves.subList(0, split);
    List<byte[]> right = leaves.subList(split, leaves.size());
    return index < split
        ? with(path(index, left), root(right))
        : with(path(index - split, right), root(left));
  }

  /** PROOF(m, D[n]) of section 2.1.2, for 0 &lt; m &lt; n. */
  static List<byte[]> proof(int size, List<byte[]> leaves) {
    return subproof(size, leaves, true);
  }

  private static List<byte[]> subproof(int size, List<byte[]> leaves, boolean whole) {
    if (size == leaves.size()) {
      return whole ? List.of() : List.of(root(leaves));
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    List<byte[]> left = leaves.subList(0, split);
    List<byte[]> right = leaves.subList(split, leaves.size());
    return size <= split
        ? with(subproof(size, left, whole), root(right))
        : with(subproof(size - split, right, false), root(left));
  }

  private static List<byte[]> with(List<byte[]> hashes, byte[] last) {
    List<byte[]> all = new ArrayList<>(hashes);
    all.add(last);
    return all;
  }
}

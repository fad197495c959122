package dev.yinhu.accessaudit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from a node up to the root of a tree (RFC 9162 section 2.1.3). Its first {@code inner}
 * hashes lie below the point at which it meets the right edge of the tree and stand on either side,
 * as the bits of the index say; the {@code border} hashes above it all stand on the left.
 *
 * @param level of the node that it starts at; 0 for a leaf
 * @param index of that node among those of its level
 * @param size number of leaves of the tree
 */
record ProofPath(int level, long index, long size) {

  int inner() {
    return Long.SIZE - Long.numberOfLeadingZeros(index ^ ((size - 1) >>> level));
  }

  int border() {
    return Long.bitCount(index >>> inner());
  }

  /** How many hashes the way has; one more or less never proves anything. */
  int length() {
    return inner() + border();
  }

  /** The siblings along the way, lowest first. */
  List<byte[]> siblings(TreeNodes nodes) {
    List<byte[]> siblings = new ArrayList<>();
    int inner = inner();
    for (int up = 0; up < inner - 1; up++) {
      siblings.add(nodes.node(level + up, (index >>> up) ^ 1));
    }
    if (inner > 0) {
      // Below the right edge: the one sibling that need not be a perfect subtree.
      long first = ((index >>> (inner - 1)) ^ 1) << (level + inner - 1);
      siblings.add(TreeRoot.of(first, size, nodes));
    }
    for (int up = inner; index >>> up != 0; up++) {
      if (((index >>> up) & 1) == 1) {
        siblings.add(nodes.node(level + up, (index >>> up) - 1));
      }
    }
    return siblings;
  }

  /** The root that the start and as many siblings as {@link #length} give. */
  byte[] root(byte[] start, List<byte[]> siblings) {
    return fold(start, siblings, true);
  }

  /**
   * The root of the tree that ends with the leaves of the start: what stands on the right of the
   * way is left out.
   */
  byte[] rootWithoutRight(byte[] start, List<byte[]> siblings) {
    return fold(start, siblings, false);
  }

  private byte[] fold(byte[] start, List<byte[]> siblings, boolean withRight) {
    MerkleHash hash = new MerkleHash();
    int inner = inner();
    byte[] node = start;
    for (int up = 0; up < siblings.size(); up++) {
      if (up >= inner || ((index >>> up) & 1) == 1) {
        node = hash.node(siblings.get(up), node);
      } else if (withRight) {
        node = hash.node(node, siblings.get(up));
      }
    }
    return node;
  }

  /** Copies, each of 32 bytes. */
  static List<byte[]> checked(List<byte[]> hashes) {
    for (byte[] each : hashes) {
      if (each.length != MerkleHash.BYTES) {
        throw new IllegalArgumentException("a hash of a proof has 32 bytes, not " + each.length);
      }
    }
    return copies(hashes);
  }

  static List<byte[]> copies(List<byte[]> hashes) {
    return hashes.stream().map(byte[]::clone).toList();
  }
}

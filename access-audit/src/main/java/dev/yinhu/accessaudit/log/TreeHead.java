package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.util.Arrays;
import java.util.HexFormat;

/** Size and Merkle root of the log at one moment. Immutable. */
public final class TreeHead {
  private final long size;
  private final byte[] root;

  /**
   * A head that was read somewhere.
   *
   * @param size number of entries, not negative
   * @param root 32 bytes
   */
  public TreeHead(long size, byte[] root) {
    if (size < 0) {
      throw new IllegalArgumentException("a log does not have " + size + " entries");
    }
    if (root.length != MerkleHash.BYTES) {
      throw new IllegalArgumentException("a root has 32 bytes, not " + root.length);
    }
    this.size = size;
    this.root = root.clone();
  }

  /** Number of entries. */
  public long size() {
    return size;
  }

  /** The RFC 6962 Merkle tree hash, 32 bytes. */
  public byte[] root() {
    return root.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHead head && size == head.size && Arrays.equals(root, head.root);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(size) * 31 + Arrays.hashCode(root);
  }

  @Override
  public String toString() {
    return "TreeHead[" + size + ", " + HexFormat.of().formatHex(root) + "]";
  }
}

package dev.yinhu.accessaudit.merkle;

import dev.yinhu.accessaudit.Sha256;
import java.security.MessageDigest;

/**
 * Leaf and node hashes of RFC 6962 section 2.1: SHA-256 with a prefix byte that keeps leaves and
 * nodes apart. Not safe for use by several threads at once: each takes its own.
 */
public final class MerkleHash {
  /** Length of every hash in bytes. */
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = Sha256.digest();

  /** SHA-256(0x00 ‖ entry). */
  public byte[] leaf(byte[] entry) {
    sha256.update(LEAF);
    return sha256.digest(entry);
  }

  /** SHA-256(0x01 ‖ left ‖ right). */
  public byte[] node(byte[] left, byte[] right) {
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** The root of a tree without leaves: SHA-256 of nothing. */
  public byte[] emptyRoot() {
    return sha256.digest();
  }
}

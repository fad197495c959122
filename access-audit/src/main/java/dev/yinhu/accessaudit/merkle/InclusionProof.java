package dev.yinhu.accessaudit.merkle;

import java.util.Arrays;
import java.util.List;

/**
 * Shows that a leaf stands at an index of a tree (RFC 9162 section 2.1.3): the hashes beside the
 * way from the leaf to the root, the leaf's side first. At most 63 of them. Immutable.
 *
 * <p>A proof binds leaf, index and root. It binds the size only as far as the size shapes the way
 * to the root: the first leaf of three has the same way as the first of four. So take size and root
 * from one signed checkpoint, never the size alone from somebody else.
 */
public final class InclusionProof {
  private final ProofPath path;
  private final List<byte[]> hashes;

  private InclusionProof(ProofPath path, List<byte[]> hashes) {
    this.path = path;
    this.hashes = hashes;
  }

  /**
   * Builds the proof from the tree's nodes.
   *
   * @param index of the leaf, from 0 and below the size
   * @param size of the tree, in leaves
   */
  public static InclusionProof build(long index, long size, TreeNodes nodes) {
    ProofPath path = path(index, size);
    return new InclusionProof(path, ProofPath.checked(path.siblings(nodes)));
  }

  /**
   * A proof as somebody gave it; nothing is checked but that index and size fit and that hashes
   * have their length.
   *
   * @throws IllegalArgumentException when they do not
   */
  public static InclusionProof of(long index, long size, List<byte[]> hashes) {
    return new InclusionProof(path(index, size), ProofPath.checked(hashes));
  }

  private static ProofPath path(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "a tree of %d leaves has no leaf at index %d".formatted(size, index));
    }
    return new ProofPath(0, index, size);
  }

  /**
   * True when the leaf stands at the index of the tree with this root. Needs exactly as many hashes
   * as the tree has levels beside the way: a proof that is too short or too long proves nothing.
   *
   * @param leafHash see {@link MerkleHash#leaf}
   */
  public boolean proves(byte[] leafHash, byte[] root) {
    return leafHash.length == MerkleHash.BYTES
        && hashes.size() == path.length()
        && Arrays.equals(path.root(leafHash, hashes), root);
  }

  /** Index of the leaf. */
  public long index() {
    return path.index();
  }

  /** Number of leaves of the tree. */
  public long size() {
    return path.size();
  }

  /** The hashes, copied, the leaf's side first. */
  public List<byte[]> hashes() {
    return ProofPath.copies(hashes);
  }
}

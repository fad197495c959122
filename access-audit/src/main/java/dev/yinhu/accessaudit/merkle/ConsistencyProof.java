package dev.yinhu.accessaudit.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shows that a tree begins with all leaves of a smaller one, unchanged and in order (RFC 9162
 * section 2.1.4). At most 64 hashes. Immutable.
 *
 * <p>Between equal sizes the proof is empty and says that the roots are equal. From the empty tree
 * it is empty, too, and says nothing about the larger one: every tree begins with no leaves. As
 * with {@link InclusionProof}, each size belongs to its root by a signed checkpoint.
 */
public final class ConsistencyProof {
  private final long from;
  private final long to;
  private final List<byte[]> hashes;

  private ConsistencyProof(long from, long to, List<byte[]> hashes) {
    this.from = from;
    this.to = to;
    this.hashes = hashes;
  }

  /**
   * Builds the proof from the nodes of the larger tree.
   *
   * @param from leaves of the smaller tree, from 0
   * @param to leaves of the larger one, not below {@code from}
   */
  public static ConsistencyProof build(long from, long to, TreeNodes nodes) {
    checkSizes(from, to);
    List<byte[]> hashes = new ArrayList<>();
    if (from > 0 && from < to) {
      ProofPath path = path(from, to);
      if (path.index() != 0) {
        hashes.add(nodes.node(path.level(), path.index()));
      }
      hashes.addAll(path.siblings(nodes));
    }
    return new ConsistencyProof(from, to, ProofPath.checked(hashes));
  }

  /**
   * A proof as somebody gave it; nothing is checked but that the sizes fit and that hashes have
   * their length.
   *
   * @throws IllegalArgumentException when they do not
   */
  public static ConsistencyProof of(long from, long to, List<byte[]> hashes) {
    checkSizes(from, to);
    return new ConsistencyProof(from, to, ProofPath.checked(hashes));
  }

  private static void checkSizes(long from, long to) {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException(
          "a tree of %d leaves cannot grow to %d leaves".formatted(from, to));
    }
  }

  /** The way of the largest subtree at the end of the smaller tree, within the larger one. */
  private static ProofPath path(long from, long to) {
    int level = Long.numberOfTrailingZeros(from);
    return new ProofPath(level, (from - 1) >>> level, to);
  }

  /**
   * True when the tree of {@code to} leaves with the new root begins with the tree of {@code from}
   * leaves with the old root. Needs exactly as many hashes as the two sizes ask for.
   */
  public boolean proves(byte[] oldRoot, byte[] newRoot) {
    if (oldRoot.length != MerkleHash.BYTES || newRoot.length != MerkleHash.BYTES) {
      return false;
    }
    if (from == 0 || from == to) {
      return hashes.isEmpty() && provesWithoutHashes(oldRoot, newRoot);
    }
    ProofPath path = path(from, to);
    boolean whole = path.index() == 0;
    if (hashes.size() != path.length() + (whole ? 0 : 1)) {
      return false;
    }
    byte[] start = whole ? oldRoot : hashes.getFirst();
    List<byte[]> siblings = whole ? hashes : hashes.subList(1, hashes.size());
    return Arrays.equals(path.rootWithoutRight(start, siblings), oldRoot)
        && Arrays.equals(path.root(start, siblings), newRoot);
  }

  private boolean provesWithoutHashes(byte[] oldRoot, byte[] newRoot) {
    boolean oldFits = from > 0 || Arrays.equals(oldRoot, new MerkleHash().emptyRoot());
    return oldFits && (from < to || Arrays.equals(oldRoot, newRoot));
  }

  /** Number of leaves of the smaller tree. */
  public long from() {
    return from;
  }

  /** Number of leaves of the larger tree. */
  public long to() {
    return to;
  }

  /** The hashes, copied, lowest first. */
  public List<byte[]> hashes() {
    return ProofPath.copies(hashes);
  }
}

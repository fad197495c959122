package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.util.Arrays;

/** The hashes of one tile, full or partial. Immutable. */
public final class HashTile {
  private static final int LEVELS = 8;

  private final byte[] hashes;

  private HashTile(byte[] hashes) {
    this.hashes = hashes;
  }

  /**
   * A tile as read.
   *
   * @param hashes 1 to 256 of them, one behind the other; the array is copied
   * @throws IllegalArgumentException when it is no whole number of hashes, or none, or too many
   */
  public static HashTile of(byte[] hashes) {
    int width = hashes.length / MerkleHash.BYTES;
    if (hashes.length % MerkleHash.BYTES != 0 || width < 1 || width > TilePath.FULL) {
      throw new IllegalArgumentException(
          "a tile has 1 to 256 hashes of 32 bytes, not " + hashes.length + " bytes");
    }
    return new HashTile(hashes.clone());
  }

  /** How many hashes: 1 to 256. */
  public int width() {
    return hashes.length / MerkleHash.BYTES;
  }

  /** The hash at a place from 0, below the width. */
  public byte[] hash(int at) {
    return Arrays.copyOfRange(hashes, at * MerkleHash.BYTES, (at + 1) * MerkleHash.BYTES);
  }

  /** The bytes of the tile, copied. */
  public byte[] bytes() {
    return hashes.clone();
  }

  /** The first hashes of this tile as a tile of that width. */
  public HashTile first(int width) {
    return width == width() ? this : of(Arrays.copyOf(hashes, width * MerkleHash.BYTES));
  }

  /**
   * The root over {@code 2^levels} hashes.
   *
   * @param at place of the first of them
   * @param levels 0 for that hash itself, 8 for the whole of a full tile
   * @throws IndexOutOfBoundsException when the tile has not that many
   */
  public byte[] root(int at, int levels) {
    if (levels < 0 || levels > LEVELS || at < 0 || at + (1 << levels) > width()) {
      throw new IndexOutOfBoundsException(
          "a tile of %d hashes has no subtree of %d levels at %d".formatted(width(), levels, at));
    }
    return root(new MerkleHash(), at, levels);
  }

  /** The root over all hashes of a full tile: one hash of the level above. */
  public byte[] root() {
    return root(0, LEVELS);
  }

  /**
   * The hashes beside the way from a hash of a full tile up to the tile's root, lowest first, one
   * behind the other: with the nodes above, they are its inclusion proof.
   */
  public byte[] siblings(int at) {
    byte[] siblings = new byte[LEVELS * MerkleHash.BYTES];
    for (int level = 0; level < LEVELS; level++) {
      byte[] sibling = root(((at >>> level) ^ 1) << level, level);
      System.arraycopy(sibling, 0, siblings, level * MerkleHash.BYTES, MerkleHash.BYTES);
    }
    return siblings;
  }

  private byte[] root(MerkleHash hash, int at, int levels) {
    return levels == 0
        ? hash(at)
        : hash.node(root(hash, at, levels - 1), root(hash, at + (1 << (levels - 1)), levels - 1));
  }
}

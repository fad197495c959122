package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.TilePath;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * RFC 6962 hashes of whole bundles and tiles, without garbage for each entry: {@link MerkleHash} of
 * many at once. For one thread.
 */
final class TreeHasher {
  private static final int LENGTH = MerkleHash.BYTES;

  /** Of more, the hashes fit into no array; no batch is nearly so large. */
  private static final int MOST = Integer.MAX_VALUE / LENGTH;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = Sha256.digest();
  private final byte[] nodes = new byte[TilePath.FULL * LENGTH];

  /**
   * The leaf hashes of a bundle, one behind the other; empty unless it is exactly so many entries.
   */
  Optional<byte[]> leaves(byte[] bundle, int width) {
    if (width > bundle.length / EntryBundles.LENGTH_BYTES || width > MOST) {
      return Optional.empty();
    }
    byte[] hashes = new byte[width * LENGTH];
    int at = 0;
    for (int entry = 0; entry < width; entry++) {
      int length = EntryBundles.LENGTH_BYTES;
      if (bundle.length - at < length) {
        return Optional.empty();
      }
      length = Byte.toUnsignedInt(bundle[at]) << Byte.SIZE | Byte.toUnsignedInt(bundle[at + 1]);
      at += EntryBundles.LENGTH_BYTES;
      if (bundle.length - at < length) {
        return Optional.empty();
      }
      sha256.update(LEAF);
      sha256.update(bundle, at, length);
      digest(hashes, entry * LENGTH);
      at += length;
    }
    return at == bundle.length ? Optional.of(hashes) : Optional.empty();
  }

  /** The root over a power of two of hashes that stand one behind the other. */
  byte[] root(byte[] hashes, int first, int count) {
    System.arraycopy(hashes, first * LENGTH, nodes, 0, count * LENGTH);
    for (int left = count; left > 1; left /= 2) {
      for (int pair = 0; pair < left / 2; pair++) {
        sha256.update(NODE);
        sha256.update(nodes, 2 * pair * LENGTH, 2 * LENGTH);
        digest(nodes, pair * LENGTH);
      }
    }
    return Arrays.copyOf(nodes, LENGTH);
  }

  private void digest(byte[] into, int at) {
    try {
      sha256.digest(into, at, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("the hash does not fit its place", e);
    }
  }
}

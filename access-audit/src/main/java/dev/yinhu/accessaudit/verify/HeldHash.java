package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The hash over which entries are held, {@link PruneDeclaration#HELD_HASH}. For one thread. */
final class HeldHash {
  private final MessageDigest sha256 = Sha256.digest();

  /** The next index, in ascending order. */
  void add(long index) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, index));
  }

  /** False when others are stated. To be asked once, at the end. */
  boolean fits(Optional<String> stated) {
    String all = HexFormat.of().formatHex(sha256.digest());
    return stated.filter(hash -> !hash.equals(all)).isEmpty();
  }
}

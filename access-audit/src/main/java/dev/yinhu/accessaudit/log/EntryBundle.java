package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries one after the other, each behind its length as a big-endian u16 (C2SP tlog-tiles). */
final class EntryBundle {
  static final int LENGTH_BYTES = 2;

  private final byte[] bytes;

  /** Takes the array itself. */
  EntryBundle(byte[] bytes) {
    this.bytes = bytes;
  }

  static EntryBundle of(List<byte[]> leaves) {
    int size = 0;
    for (byte[] leaf : leaves) {
      size += LENGTH_BYTES + leaf.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (byte[] leaf : leaves) {
      out.putShort((short) leaf.length).put(leaf);
    }
    return new EntryBundle(out.array());
  }

  /**
   * The entries; throws {@link AuditException} that names the batch when the lengths do not add up.
   *
   * @param firstIndex index of the first of them
   */
  List<byte[]> leaves(long firstIndex) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<byte[]> leaves = new ArrayList<>();
    while (in.hasRemaining()) {
      if (in.remaining() < LENGTH_BYTES) {
        throw endsInside(firstIndex);
      }
      int length = Short.toUnsignedInt(in.getShort());
      if (in.remaining() < length) {
        throw endsInside(firstIndex);
      }
      byte[] leaf = new byte[length];
      in.get(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }

  private static AuditException endsInside(long firstIndex) {
    return new AuditException(
        "the stored bytes of the batch at index " + firstIndex + " end inside an entry");
  }

  byte[] bytes() {
    return bytes;
  }
}

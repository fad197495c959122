package dev.yinhu.accessaudit.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries one behind the other, each behind its length as a big-endian u16 (C2SP tlog-tiles, "Log
 * entries"): the form of entry bundles and of the entries of a batch.
 */
public final class EntryBundles {
  /** Bytes before each entry. */
  public static final int LENGTH_BYTES = 2;

  private static final int MAX_LENGTH = 0xffff;

  private EntryBundles() {}

  /**
   * The bytes of a bundle.
   *
   * @throws IllegalArgumentException when an entry has more than 65,535 bytes
   */
  public static byte[] write(List<byte[]> entries) {
    int size = 0;
    for (byte[] entry : entries) {
      if (entry.length > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "an entry of a bundle has at most 65,535 bytes, not " + entry.length);
      }
      size += LENGTH_BYTES + entry.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (byte[] entry : entries) {
      out.putShort((short) entry.length).put(entry);
    }
    return out.array();
  }

  /**
   * All entries of a bundle, in order; an entry may be empty.
   *
   * @throws IllegalArgumentException when the bytes end inside an entry
   */
  public static List<byte[]> read(byte[] bundle) {
    ByteBuffer in = ByteBuffer.wrap(bundle);
    List<byte[]> entries = new ArrayList<>();
    while (in.hasRemaining()) {
      int length = in.remaining() < LENGTH_BYTES ? MAX_LENGTH : Short.toUnsignedInt(in.getShort());
      if (in.remaining() < length) {
        throw new IllegalArgumentException(
            "the bundle ends inside the entry behind " + entries.size() + " whole ones");
      }
      byte[] entry = new byte[length];
      in.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  /**
   * The entries of a bundle that must have a certain number of them, as its path says.
   *
   * @throws IllegalArgumentException when the bytes are not exactly those of so many entries
   */
  public static List<byte[]> read(byte[] bundle, int width) {
    List<byte[]> entries = read(bundle);
    if (entries.size() != width) {
      throw new IllegalArgumentException(
          "the bundle has %d entries, not %d".formatted(entries.size(), width));
    }
    return entries;
  }
}

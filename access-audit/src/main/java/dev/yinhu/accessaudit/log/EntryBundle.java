package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.tile.EntryBundles;
import java.util.List;

/** Entries one after the other, each behind its length as a big-endian u16 (C2SP tlog-tiles). */
final class EntryBundle {
  private final byte[] bytes;

  /** Takes the array itself. */
  EntryBundle(byte[] bytes) {
    this.bytes = bytes;
  }

  static EntryBundle of(List<byte[]> leaves) {
    return new EntryBundle(EntryBundles.write(leaves));
  }

  /**
   * The entries; throws {@link LogDamaged} that names the batch when the lengths do not add up.
   *
   * @param firstIndex index of the first of them
   */
  List<byte[]> leaves(long firstIndex) {
    try {
      return EntryBundles.read(bytes);
    } catch (IllegalArgumentException e) {
      LogDamaged damaged =
          new LogDamaged(
              firstIndex,
              "the stored bytes of the batch at index " + firstIndex + " end inside an entry");
      damaged.initCause(e);
      throw damaged;
    }
  }

  byte[] bytes() {
    return bytes;
  }
}

package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.log.StoredEntry;

/** An entry that is kept, with the hashes that its proof needs when its tile is gone. */
final class HeldCopy {
  private final StoredEntry entry;
  private final byte[] siblings;

  /**
   * @param siblings 8 hashes, the leaf's side first; not changed
   */
  HeldCopy(StoredEntry entry, byte[] siblings) {
    this.entry = entry;
    this.siblings = siblings;
  }

  StoredEntry entry() {
    return entry;
  }

  byte[] siblings() {
    return siblings;
  }
}

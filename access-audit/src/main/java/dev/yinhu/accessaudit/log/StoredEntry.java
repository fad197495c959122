package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** An entry as it stands in the log. Immutable. */
public final class StoredEntry {
  private final EntryPlace place;
  private final byte[] leaf;
  private final byte[] leafHash;
  private final Instant committedAt;

  StoredEntry(EntryPlace place, byte[] leaf, byte[] leafHash, Instant committedAt) {
    this.place = place;
    this.leaf = leaf;
    this.leafHash = leafHash;
    this.committedAt = committedAt;
  }

  /**
   * The entries, after each was held against its leaf hash.
   *
   * @throws LogDamaged when one was changed
   */
  static List<StoredEntry> checked(List<StoredEntry> entries) {
    MerkleHash hash = new MerkleHash();
    for (StoredEntry entry : entries) {
      if (!entry.fits(hash)) {
        throw LogDamaged.changed(entry.index());
      }
    }
    return entries;
  }

  /** Whether the leaf is the one of its hash. */
  boolean fits(MerkleHash hash) {
    return Arrays.equals(hash.leaf(leaf), leafHash);
  }

  /** Its place, counted from 0 without gaps. */
  public long index() {
    return place.index();
  }

  /** Where its bytes lie in the database. */
  public EntryPlace place() {
    return place;
  }

  /** The leaf's bytes. */
  public byte[] leaf() {
    return leaf.clone();
  }

  /** The leaf as text; leaves are JSON in UTF-8. */
  public String json() {
    return new String(leaf, StandardCharsets.UTF_8);
  }

  /** The stored hash of the leaf, 32 bytes. */
  public byte[] leafHash() {
    return leafHash.clone();
  }

  /** When its batch was committed, by the clock of the node that did it. */
  public Instant committedAt() {
    return committedAt;
  }
}

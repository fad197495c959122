package dev.yinhu.accessaudit.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

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

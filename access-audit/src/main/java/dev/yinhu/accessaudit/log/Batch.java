package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.tile.EntryBundles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One group commit.
 *
 * @param firstIndex index of its first entry
 * @param id made by the writer, so that an unknown commit outcome can be looked up
 */
record Batch(
    long firstIndex,
    int count,
    UUID id,
    Instant committedAt,
    EntryBundle entries,
    LeafHashes leafHashes) {

  /** Its entries, each with its index and hash; throws {@link LogDamaged} when they differ. */
  List<StoredEntry> stored() {
    List<byte[]> leaves = entries.leaves(firstIndex);
    if (leaves.size() != count || leafHashes.count() != count) {
      throw new LogDamaged(
          firstIndex,
          "the batch at index %d has %d entries and %d hashes, not %d"
              .formatted(firstIndex, leaves.size(), leafHashes.count(), count));
    }
    List<StoredEntry> stored = new ArrayList<>(count);
    int offset = 0;
    for (int i = 0; i < count; i++) {
      byte[] leaf = leaves.get(i);
      offset += EntryBundles.LENGTH_BYTES;
      EntryPlace place = new EntryPlace(firstIndex + i, i, offset, leaf.length);
      stored.add(new StoredEntry(place, leaf, leafHashes.get(i), committedAt));
      offset += leaf.length;
    }
    return stored;
  }
}

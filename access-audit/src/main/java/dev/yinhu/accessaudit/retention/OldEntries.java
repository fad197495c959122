package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads what is about to be pruned, some whole tiles at a time, holds every entry to the tree, and
 * gives what must be kept. An entry that does not belong to the tree stops it: what cannot be
 * evaluated is not pruned. For one thread.
 */
final class OldEntries {
  private static final int TILES_AT_ONCE = 16;

  private final AuditLog log;
  private final RetentionStore store;
  private final Keepers keepers;
  private final Consumer<List<StoredEntry>> look;
  private final MerkleHash hash = new MerkleHash();
  private long held;

  /**
   * @param look called with each part that was read, in order; what it throws ends the reading
   */
  OldEntries(
      AuditLog log, RetentionStore store, Keepers keepers, Consumer<List<StoredEntry>> look) {
    this.log = log;
    this.store = store;
    this.keepers = keepers;
    this.look = look;
  }

  /**
   * Goes from one boundary to a higher one.
   *
   * @return how many entries are to be kept
   */
  long read(long from, long boundary, Consumer<List<HeldCopy>> kept) {
    long size = (long) TILES_AT_ONCE * TilePath.FULL;
    for (long first = from; first < boundary; first += size) {
      List<StoredEntry> entries = new ArrayList<>();
      log.forEach(first, Math.min(boundary, first + size), entries::add);
      checkConsecutive(entries, first, Math.min(boundary, first + size));
      look.accept(entries);
      List<HeldCopy> copies = copies(entries);
      held += copies.size();
      kept.accept(copies);
    }
    return held;
  }

  private static void checkConsecutive(List<StoredEntry> entries, long first, long end) {
    boolean whole =
        entries.size() == end - first
            && entries.getFirst().index() == first
            && entries.getLast().index() == end - 1;
    if (!whole) {
      throw new AuditException(
          "not every entry from %d to %d can be read; the log is not pruned".formatted(first, end));
    }
  }

  private List<HeldCopy> copies(List<StoredEntry> entries) {
    long firstTile = entries.getFirst().index() / TilePath.FULL;
    List<byte[]> roots = store.tileRoots(firstTile, entries.size() / TilePath.FULL);
    BitSet kept = keepers.kept(entries);
    List<HeldCopy> copies = new ArrayList<>();
    for (int at = 0; at < entries.size(); at += TilePath.FULL) {
      HashTile tile = tile(entries.subList(at, at + TilePath.FULL));
      int number = at / TilePath.FULL;
      if (number >= roots.size() || !Arrays.equals(tile.root(), roots.get(number))) {
        throw new AuditException(
            "the entries from index %d on are not those of the tree; the log is not pruned"
                .formatted(entries.get(at).index()));
      }
      for (int i = kept.nextSetBit(at);
          i >= 0 && i < at + TilePath.FULL;
          i = kept.nextSetBit(i + 1)) {
        copies.add(new HeldCopy(entries.get(i), tile.siblings(i - at)));
      }
    }
    return copies;
  }

  private HashTile tile(List<StoredEntry> entries) {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    entries.forEach(entry -> hashes.writeBytes(hash.leaf(entry.leaf())));
    return HashTile.of(hashes.toByteArray());
  }
}

package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TileRead;
import dev.yinhu.accessaudit.tile.Tiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes the tree from the entries alone and compares it with the head as it stood before.
 * Where the beginning was pruned, the hashes that stayed of it stand for its entries; those that
 * are held are held to them.
 */
final class LogCheck {
  private static final int BATCHES_AT_ONCE = 16;
  private static final int HELD_AT_ONCE = 1_000;
  private static final int BYTES_AT_ONCE = 8 << 20;

  private final LogStore store;
  private final MerkleHash hash = new MerkleHash();
  private CompactRange range = CompactRange.empty();

  LogCheck(LogStore store) {
    this.store = store;
  }

  TreeHead recompute() throws SQLException {
    LogStore.Head head;
    try (Connection connection = store.connect()) {
      head = LogStore.head(connection);
    }
    TreeHead expected = head.tree();
    long boundary = store.boundary();
    if (boundary > 0) {
      range = new Tiles(store.dataSource()).range(boundary);
      checkHeld(new TreeHead(boundary, range.root()));
      addRest(boundary);
    }
    while (range.size() < expected.size()) {
      List<Batch> batches = store.batchesFrom(range.size(), BATCHES_AT_ONCE, BYTES_AT_ONCE);
      if (batches.isEmpty()) {
        throw new AuditException(
            "the log ends at index %d, but its head says %d entries"
                .formatted(range.size(), expected.size()));
      }
      for (Batch batch : batches) {
        if (range.size() < expected.size()) {
          add(batch);
        }
      }
    }
    TreeHead computed = new TreeHead(range.size(), range.root());
    if (!computed.equals(expected) || !Arrays.equals(range.hashes(), head.range().hashes())) {
      throw new AuditException(
          "the recomputed tree " + computed + " is not the stored one " + expected);
    }
    return computed;
  }

  /** The batch that lies on both sides of the boundary, from there on. */
  private void addRest(long boundary) throws SQLException {
    Optional<Batch> batch = store.batchWith(boundary);
    if (batch.isPresent() && batch.get().firstIndex() < boundary) {
      add(
          batch
              .get()
              .stored()
              .subList((int) (boundary - batch.get().firstIndex()), batch.get().count()));
    }
  }

  private void checkHeld(TreeHead pruned) throws SQLException {
    Tiles tiles = new Tiles(store.dataSource());
    List<StoredEntry> held = store.heldFrom(0, HELD_AT_ONCE, BYTES_AT_ONCE);
    while (!held.isEmpty()) {
      for (StoredEntry entry : held) {
        boolean proved =
            tiles.inclusion(entry.index(), pruned.size())
                    instanceof TileRead.Present<InclusionProof>(InclusionProof proof)
                && proof.proves(hash.leaf(entry.leaf()), pruned.root());
        if (!proved) {
          throw new AuditException("the held entry at index " + entry.index() + " was changed");
        }
      }
      held = store.heldFrom(held.getLast().index() + 1, HELD_AT_ONCE, BYTES_AT_ONCE);
    }
  }

  private void add(Batch batch) {
    if (batch.firstIndex() != range.size()) {
      throw new AuditException(
          "the log has a gap: after index %d comes %d"
              .formatted(range.size() - 1, batch.firstIndex()));
    }
    add(batch.stored());
  }

  private void add(List<StoredEntry> entries) {
    for (StoredEntry entry : entries) {
      byte[] leafHash = hash.leaf(entry.leaf());
      if (!Arrays.equals(leafHash, entry.leafHash())) {
        throw new AuditException("the entry at index " + entry.index() + " was changed");
      }
      range.append(leafHash);
    }
  }
}

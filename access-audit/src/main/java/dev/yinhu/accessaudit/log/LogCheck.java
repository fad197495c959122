package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Recomputes the tree from the entries alone and compares it with the head as it stood before. */
final class LogCheck {
  private static final int BATCHES_AT_ONCE = 16;

  private final LogStore store;
  private final MerkleHash hash = new MerkleHash();
  private final CompactRange range = CompactRange.empty();

  LogCheck(LogStore store) {
    this.store = store;
  }

  TreeHead recompute() throws SQLException {
    LogStore.Head head;
    try (Connection connection = store.connect()) {
      head = LogStore.head(connection);
    }
    TreeHead expected = head.tree();
    while (range.size() < expected.size()) {
      List<Batch> batches = store.batchesFrom(range.size(), BATCHES_AT_ONCE);
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

  private void add(Batch batch) {
    if (batch.firstIndex() != range.size()) {
      throw new AuditException(
          "the log has a gap: after index %d comes %d"
              .formatted(range.size() - 1, batch.firstIndex()));
    }
    for (StoredEntry entry : batch.stored()) {
      byte[] leafHash = hash.leaf(entry.leaf());
      if (!Arrays.equals(leafHash, entry.leafHash())) {
        throw new AuditException("the entry at index " + entry.index() + " was changed");
      }
      range.append(leafHash);
    }
  }
}

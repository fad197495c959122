package dev.yinhu.accessaudit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Leaves that can be told apart, and the reading of a whole log. */
final class Leaves {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));

  private Leaves() {}

  static byte[] leaf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Every entry in the database in order, read without the log's own reading methods. */
  static List<String> all(DataSource dataSource) {
    try {
      List<String> all = new ArrayList<>();
      LogStore store = new LogStore(dataSource);
      while (true) {
        List<Batch> batches = store.batchesFrom(all.size(), 100, Integer.MAX_VALUE);
        if (batches.isEmpty()) {
          return all;
        }
        for (Batch batch : batches) {
          assertThat(batch.firstIndex()).as("no gap, no overlap").isEqualTo(all.size());
          batch
              .entries()
              .leaves(batch.firstIndex())
              .forEach(leaf -> all.add(new String(leaf, StandardCharsets.UTF_8)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All hangs together: indexes, hashes, root, and each acknowledged leaf stands at its index. */
  static List<String> checkWhole(AuditLog log, DataSource dataSource, Map<Long, String> acked) {
    List<String> all = all(dataSource);
    TreeHead head = log.recompute();
    assertThat(head.size()).isEqualTo(all.size());
    assertThat(head.root()).isEqualTo(root(all));
    Set<String> distinct = new HashSet<>(all);
    assertThat(all).as("nothing doubled").hasSameSizeAs(distinct);
    acked.forEach((index, leaf) -> assertThat(all.get(index.intValue())).isEqualTo(leaf));
    return all;
  }

  private static byte[] root(List<String> leaves) {
    MerkleHash hash = new MerkleHash();
    CompactRange range = CompactRange.empty();
    leaves.forEach(leaf -> range.append(hash.leaf(leaf(leaf))));
    return range.root();
  }
}

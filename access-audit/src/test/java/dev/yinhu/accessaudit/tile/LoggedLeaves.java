package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes leaves straight into the tables, in batches of any size; those of {@link MemoryTiles}
 * unless told otherwise.
 */
public final class LoggedLeaves {
  private final Jdbi jdbi;
  private final MerkleHash hash = new MerkleHash();
  private final CompactRange tree = CompactRange.empty();

  /** Writes into an empty log. */
  public LoggedLeaves(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The leaf that stands at an index. */
  public static byte[] leaf(int index) {
    return MemoryTiles.leaf(index);
  }

  /** Batches one after the other, their sizes repeated over and over, up to the log's size. */
  public LoggedLeaves growTo(int size, int... batchSizes) {
    return growTo(size, MemoryTiles::leaf, batchSizes);
  }

  /** The same with entries of the caller's making. */
  public LoggedLeaves growTo(int size, IntFunction<byte[]> leaf, int... batchSizes) {
    jdbi.useTransaction(handle -> {
      for (int turn = 0; tree.size() < size; turn++) {
        int first = (int) tree.size();
        int count = Math.min(batchSizes[turn % batchSizes.length], size - first);
        List<byte[]> entries = new ArrayList<>();
        var hashes = new ByteArrayOutputStream();
        for (int index = first; index < first + count; index++) {
          entries.add(leaf.apply(index));
          byte[] leafHash = hash.leaf(leaf.apply(index));
          hashes.writeBytes(leafHash);
          tree.append(leafHash);
        }
        handle.execute(
            "insert into audit.batch values (?, ?, ?, now(), ?, ?)",
            first,
            count,
            UUID.randomUUID(),
            EntryBundles.write(entries),
            hashes.toByteArray());
      }
      handle.execute(
          "update audit.head set size = ?, root = ?, frontier = ?",
          tree.size(),
          tree.root(),
          tree.hashes());
    });
    return this;
  }

  /** Deletes whole batches below a boundary, as pruning does. */
  public void pruneBelow(long boundary) {
    jdbi.useTransaction(handle -> {
      handle.execute("set local session_replication_role = replica");
      handle.execute("delete from audit.batch where first_index + entry_count <= ?", boundary);
      handle.execute(
          "insert into audit.pruned values (?, 0, now(), now(), 'law', '1', '', '', '', 0, 0, 0)",
          boundary);
    });
  }

  /** How many leaves there are so far. */
  public long size() {
    return tree.size();
  }

  /** Of the tree of all leaves so far. */
  public byte[] root() {
    return tree.root();
  }
}

package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** Writes made-up entries straight into the tables of the log, in batches of any size. */
public final class LogTables {
  private final TestDatabase database;
  private final MerkleHash hash = new MerkleHash();
  private final CompactRange tree = CompactRange.empty();

  public LogTables(TestDatabase database) {
    this.database = database;
  }

  public LogTables growTo(int size, int batch) {
    return growTo(size, batch, LogFiles::entry);
  }

  public LogTables growTo(int size, int batch, IntFunction<byte[]> entry) {
    database
        .jdbi()
        .useTransaction(handle -> {
          while (tree.size() < size) {
            int first = (int) tree.size();
            int count = Math.min(batch, size - first);
            List<byte[]> entries = new ArrayList<>();
            var hashes = new ByteArrayOutputStream();
            for (int index = first; index < first + count; index++) {
              entries.add(entry.apply(index));
              byte[] leafHash = hash.leaf(entry.apply(index));
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
    tiles().advance(size);
    return this;
  }

  /** A copy that outlives its pruning, with the hashes beside its way. */
  public void hold(int index, IntFunction<byte[]> entry) {
    var hashes = new ByteArrayOutputStream();
    int first = index - index % TilePath.FULL;
    for (int each = first; each < first + TilePath.FULL; each++) {
      hashes.writeBytes(hash.leaf(entry.apply(each)));
    }
    byte[] siblings = HashTile.of(hashes.toByteArray()).siblings(index - first);
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into audit.held (entry_index, committed_at, entry, leaf_hash, siblings)"
                    + " values (?, now(), ?, ?, ?)",
                index,
                entry.apply(index),
                hash.leaf(entry.apply(index)),
                siblings));
  }

  private Tiles tiles() {
    return new Tiles(database.dataSource());
  }

  /** The checkpoint of what was written so far. */
  public String note() {
    return LogFiles.note(tree.size(), tree.root());
  }

  /** Published under the checkpoint of what was written so far. */
  public PublishedLog published() {
    String note = note();
    return new PublishedLog(tiles(), () -> note);
  }

  /** As somebody with all rights, past the triggers. */
  public void behindItsBack(String sql) {
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(sql);
        });
  }
}

package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.LoggedLeaves;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.util.function.IntFunction;

/** Writes made-up entries straight into the tables of the log, in batches of any size. */
public final class LogTables {
  private final TestDatabase database;
  private final MerkleHash hash = new MerkleHash();
  private final LoggedLeaves leaves;

  public LogTables(TestDatabase database) {
    this.database = database;
    this.leaves = new LoggedLeaves(database.jdbi());
  }

  public LogTables growTo(int size, int batch) {
    return growTo(size, batch, LogFiles::entry);
  }

  public LogTables growTo(int size, int batch, IntFunction<byte[]> entry) {
    leaves.growTo(size, entry, batch);
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
    return LogFiles.note(leaves.size(), leaves.root());
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

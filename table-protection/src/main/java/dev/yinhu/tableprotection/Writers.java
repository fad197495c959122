package dev.yinhu.tableprotection;

import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Writes batches side by side, at most {@value #AT_ONCE} at once, each over a connection of its own
 * that is opened when it is needed first. Batches have no row in common, so they never wait for one
 * another. Safe for use by many threads; closed when no batch is under way any more.
 */
final class Writers implements AutoCloseable {
  private static final int AT_ONCE = 2;

  private final Supplier<ChangeStore> opener;
  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final Queue<ChangeStore> idle = new ConcurrentLinkedQueue<>();

  Writers(Supplier<ChangeStore> opener) {
    this.opener = opener;
  }

  /** Writes what the batch changes; it is committed when this returns. Blocks. */
  Settled write(Batch batch) throws InterruptedException {
    List<RowChange> changes = batch.changes();
    BitSet written = changes.isEmpty() ? new BitSet() : written(changes);
    long values = written.stream().mapToLong(i -> changes.get(i).values()).sum();
    long indexes = written.stream().mapToLong(i -> changes.get(i).indexes()).sum();
    Counts counts =
        batch
            .counts()
            .plus(Counted.WRITTEN, values)
            .plus(Counted.INDEXES_WRITTEN, indexes)
            .plus(Counted.CHANGED_MEANWHILE, (long) changes.size() - written.cardinality());
    return new Settled(batch.last(), counts, batch.findings());
  }

  private BitSet written(List<RowChange> changes) throws InterruptedException {
    permits.acquire();
    try {
      ChangeStore known = idle.poll();
      ChangeStore store = known == null ? opener.get() : known;
      // Kept also when it failed, to be closed: a failure ends the walk.
      try {
        return store.write(changes);
      } finally {
        idle.add(store);
      }
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() {
    idle.forEach(ChangeStore::close);
  }
}

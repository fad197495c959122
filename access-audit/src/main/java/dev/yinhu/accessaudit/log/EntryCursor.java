package dev.yinhu.accessaudit.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the log forward, a few batches at a time, from whatever index. Where the beginning of the
 * log was pruned it gives what is held of it, then goes on with the first entry that is left: only
 * below the boundary entries may be missing between two that it gives. For one thread.
 */
final class EntryCursor {
  private static final int HELD_AT_ONCE = 1_000;
  private static final int BATCHES_AT_ONCE = 16;

  /** Of entries; a read ends with the batch that exceeds it. */
  private static final int BYTES_AT_ONCE = 8 << 20;

  private final LogStore store;
  private long next;

  /** Whether {@code next} is known not to be below the boundary, and that a batch begins there. */
  private boolean aligned;

  EntryCursor(LogStore store, long from) {
    this.store = store;
    this.next = from;
  }

  /** The index that is read next. */
  long next() {
    return next;
  }

  /**
   * The entries of the next batches, some 8 MiB of them at most; empty at the end of the log.
   *
   * @throws LogGap when the next entry is neither there nor pruned
   * @throws dev.yinhu.accessaudit.LogDamaged when one of them was changed
   */
  List<StoredEntry> read() throws SQLException {
    return StoredEntry.checked(following());
  }

  private List<StoredEntry> following() throws SQLException {
    while (true) {
      if (!aligned) {
        List<StoredEntry> begun = begin();
        if (!begun.isEmpty()) {
          return begun;
        }
      }
      List<StoredEntry> entries = new ArrayList<>();
      long end = append(entries, store.batchesFrom(next, BATCHES_AT_ONCE, BYTES_AT_ONCE));
      if (!entries.isEmpty()) {
        return passed(entries);
      }
      if (end > next) {
        throwUnlessPruned("a batch at " + end);
      } else if (store.size() > next) {
        throwUnlessAppended();
      } else {
        return entries;
      }
    }
  }

  /**
   * Adds the batches as far as they follow each other, and gives where the next one begins: the
   * next read begins at a gap, and tells it.
   */
  private long append(List<StoredEntry> entries, List<Batch> batches) {
    long end = next;
    for (Batch batch : batches) {
      if (batch.firstIndex() != end) {
        return batch.firstIndex();
      }
      entries.addAll(batch.stored());
      end += batch.count();
    }
    return end;
  }

  /** Pruned while it was being read: what is held of it comes first. */
  private void throwUnlessPruned(String found) throws SQLException {
    if (next >= store.boundary()) {
      throw new LogGap(next, found);
    }
    aligned = false;
  }

  /** Between the two looks the log may have grown. */
  private void throwUnlessAppended() throws SQLException {
    if (store.batchesFrom(next, 1, 1).isEmpty()) {
      throwUnlessPruned("the log's head says " + store.size() + " entries");
    }
  }

  /** What is held below the boundary, then the rest of the batch that holds the index. */
  private List<StoredEntry> begin() throws SQLException {
    long boundary = store.boundary();
    if (next < boundary) {
      List<StoredEntry> held = store.heldFrom(next, HELD_AT_ONCE, BYTES_AT_ONCE);
      if (!held.isEmpty()) {
        next = held.getLast().index() + 1;
        return held;
      }
      next = boundary;
    }
    List<StoredEntry> rest =
        store
            .batchWith(next)
            .map(batch -> batch.stored().subList((int) (next - batch.firstIndex()), batch.count()))
            .orElse(List.of());
    return passed(rest);
  }

  private List<StoredEntry> passed(List<StoredEntry> entries) {
    if (!entries.isEmpty()) {
      next = entries.getLast().index() + 1;
      aligned = true;
    }
    return entries;
  }
}

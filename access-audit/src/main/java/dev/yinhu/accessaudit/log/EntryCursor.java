package dev.yinhu.accessaudit.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the log forward, a few batches at a time, from whatever index. Where the beginning of the
 * log was pruned it gives what is held of it, then goes on with the first entry that is left. For
 * one thread.
 */
final class EntryCursor {
  private static final int HELD_AT_ONCE = 1_000;

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

  /** The entries of at most so many batches; empty at the end of the log. */
  List<StoredEntry> read(int batches) throws SQLException {
    while (true) {
      if (!aligned) {
        List<StoredEntry> begun = begin();
        if (!begun.isEmpty()) {
          return begun;
        }
      }
      List<StoredEntry> entries = new ArrayList<>();
      for (Batch batch : store.batchesFrom(next, batches)) {
        entries.addAll(batch.stored());
      }
      if (entries.isEmpty() || entries.getFirst().index() == next || next >= store.boundary()) {
        return passed(entries);
      }
      aligned = false; // Pruned while it was being read.
    }
  }

  /** What is held below the boundary, then the rest of the batch that holds the index. */
  private List<StoredEntry> begin() throws SQLException {
    long boundary = store.boundary();
    if (next < boundary) {
      List<StoredEntry> held = store.heldFrom(next, HELD_AT_ONCE);
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

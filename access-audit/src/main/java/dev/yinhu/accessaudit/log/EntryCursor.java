package dev.yinhu.accessaudit.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the log forward, a few batches at a time, from whatever index. Where the beginning of the
 * log was pruned it goes on with the first entry that is left. For one thread.
 */
final class EntryCursor {
  private final LogStore store;
  private long next;

  /** Whether {@code next} is known to be where a batch begins or will begin. */
  private boolean aligned;

  EntryCursor(LogStore store, long from) {
    this.store = store;
    this.next = from;
    this.aligned = from == 0;
  }

  /** The index that is read next. */
  long next() {
    return next;
  }

  /** The entries of at most so many batches; empty at the end of the log. */
  List<StoredEntry> read(int batches) throws SQLException {
    if (!aligned) {
      List<StoredEntry> rest = restOfBatch();
      if (!rest.isEmpty()) {
        return rest;
      }
    }
    List<StoredEntry> entries = new ArrayList<>();
    for (Batch batch : store.batchesFrom(next, batches)) {
      entries.addAll(batch.stored());
    }
    return passed(entries);
  }

  /** From the index to the end of the batch that holds it; empty when no batch does. */
  private List<StoredEntry> restOfBatch() throws SQLException {
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

package dev.yinhu.subjectrights.erasure;

import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.Tombstones;
import dev.yinhu.register.CallerName;
import dev.yinhu.subjectrights.CaseId;
import java.time.InstantSource;
import java.util.Map;

/**
 * Who is being erased, for all nodes: kept in the database, looked up in memory. A node that placed
 * a tombstone refuses at once, the others within moments, as with erased keys; rows that come in
 * between are found by the sweep. Safe for use by many threads.
 */
public final class TombstoneBook implements Tombstones, AutoCloseable {
  /** The internal caller by whose name people are erased. */
  public static final CallerName CALLER = new CallerName("subject-rights");

  private final TombstoneStore store;
  private final InstantSource clock;
  private final Subscription subscription;
  private volatile Map<String, String> placed = Map.of();

  private TombstoneBook(Database database, InstantSource clock) {
    this.store = new TombstoneStore(database.jdbi());
    this.clock = clock;
    reload();
    this.subscription = database.listen(TombstoneStore.CHANNEL, _ -> reload(), this::reload);
  }

  /** Opens it; the schema {@code rights} is migrated. Close it after what asks it. */
  public static TombstoneBook open(Database database, InstantSource clock) {
    return new TombstoneBook(database, clock);
  }

  @Override
  public boolean refuses(String reference, Requester requester) {
    Map<String, String> now = placed;
    if (now.isEmpty()) {
      return false;
    }
    String id = now.get(reference);
    boolean isTheDeletion = requester.caller().equals(CALLER) && requester.requestId().equals(id);
    return id != null && !isTheDeletion;
  }

  /** From now on nobody gets anything of the person but the case. Durable; again does no harm. */
  void place(String reference, CaseId id) {
    store.place(reference, id, clock.instant());
    reload();
  }

  /** The person's key is gone, so there is nothing to refuse any more. */
  void remove(CaseId id) {
    store.remove(id);
    reload();
  }

  /** One reading at a time, so that an older one does not stand in the place of a newer. */
  private synchronized void reload() {
    placed = store.all();
  }

  @Override
  public void close() {
    subscription.close();
  }
}

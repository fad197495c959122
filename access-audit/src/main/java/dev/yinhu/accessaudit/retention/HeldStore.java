package dev.yinhu.accessaudit.retention;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQL over the copies of what is kept below the boundary: {@code audit.held} and {@code
 * audit.release}. The tables check that no copy goes but as declared.
 */
final class HeldStore {
  private static final String LOCK = "lock table audit.held in share row exclusive mode";
  private static final String BELOW =
      " where entry_index < (select coalesce(max(boundary), 0) from audit.pruned)";

  /**
   * Copies that are let go.
   *
   * @param intent index of the entry that declares it
   * @param respected the holds that were asked
   */
  record Release(long intent, List<Long> indexes, Set<Long> respected) {}

  /**
   * What the table says was let go.
   *
   * @param intent index of the entry that declared it
   * @param entries how many copies
   */
  record LetGo(long intent, long entries) {}

  /**
   * How many copies there are below the boundary.
   *
   * @param expected as many were made and not let go
   */
  record Count(long found, long expected) {}

  private final Jdbi jdbi;

  HeldStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Keeps others from changing copies until the transaction ends. */
  static void lock(Handle handle) {
    handle.execute(LOCK);
  }

  Count count() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select (select count(*) from audit.held"
                    + BELOW
                    + "), (select coalesce(sum(held), 0) from audit.pruned)"
                    + " - (select coalesce(sum(entries), 0) from audit.release)")
            .map((row, _) -> new Count(row.getLong(1), row.getLong(2)))
            .one());
  }

  /** Forgets copies above the boundary: a pruning that was broken off made them. */
  void dropUnused() {
    jdbi.useTransaction(handle -> {
      lock(handle);
      handle.execute(
          "delete from audit.held where entry_index >="
              + " (select coalesce(max(boundary), 0) from audit.pruned)");
    });
  }

  void copy(List<HeldCopy> copies) {
    jdbi.useTransaction(handle -> {
      var batch =
          handle.prepareBatch(
              "insert into audit.held (entry_index, committed_at, entry, leaf_hash, siblings)"
                  + " values (:index, :at, :entry, :hash, :siblings)");
      for (HeldCopy copy : copies) {
        batch
            .bind("index", copy.entry().index())
            .bind("at", copy.entry().committedAt().atOffset(ZoneOffset.UTC))
            .bind("entry", copy.entry().leaf())
            .bind("hash", copy.entry().leafHash())
            .bind("siblings", copy.siblings())
            .add();
      }
      batch.execute();
    });
  }

  /** Deletes copies below the boundary; false, and none, when a hold was placed meanwhile. */
  boolean release(Release release, HoldsNow holds) {
    return jdbi.inTransaction(handle -> {
      lock(handle);
      if (!holds.areAllOf(HoldStore.locked(handle))) {
        return false;
      }
      handle.execute(
          "insert into audit.release (intent, boundary, entries, holds) select ?,"
              + " coalesce(max(boundary), 0), ?, ? from audit.pruned",
          release.intent(),
          release.indexes().size(),
          release.respected().toArray(Long[]::new));
      handle.execute(
          "delete from audit.held where entry_index = any(?::bigint[])",
          (Object) release.indexes().toArray(Long[]::new));
      return true;
    });
  }

  /** How many copies that intent let go; 0 when it came to none. */
  long released(long intent) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select entries from audit.release where intent = :intent")
            .bind("intent", intent)
            .mapTo(Long.class)
            .findOne()
            .orElse(0L));
  }

  /** What was let go while this boundary was in force; not what went before there was a table. */
  List<LetGo> letGo(long boundary) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select intent, entries from audit.release where boundary = :boundary and intent"
                    + " >= 0 order by intent")
            .bind("boundary", boundary)
            .map((row, _) -> new LetGo(row.getLong(1), row.getLong(2)))
            .list());
  }

  /** The outcome of this intent stands in the log; nothing happens when it let no copy go. */
  void told(long intent) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into audit.release_done select intent from audit.release where intent = ?"
                + " on conflict do nothing",
            intent));
  }
}

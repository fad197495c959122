package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.TreeHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQL over {@code audit.pruned} and, for pruning, {@code audit.batch}. The tables check what is
 * done to them; what is read here twice is only for better messages.
 */
final class RetentionStore {
  /** One pruning at a time; any number that no one else locks. */
  private static final long TURN = 0x79_69_6e_68_75_07L;

  private static final String BOUNDARY = "select coalesce(max(boundary), 0) from audit.pruned";

  /**
   * What is recorded of a pruning.
   *
   * @param pauses that it did not count and that lie below its boundary
   */
  record Entry(
      PruningPlan plan,
      RetentionPolicy policy,
      Instant now,
      TreeHead pruned,
      long checkpointSize,
      long intent,
      List<Pause> pauses) {}

  /**
   * The pruning in force as the table has it.
   *
   * @param previous the boundary before
   * @param root of the first {@code boundary} entries, in hex
   * @param held how many entries between both were copied
   * @param intent index of the entry that declared it
   */
  record Recorded(long boundary, long previous, String root, long held, long intent) {}

  private final Jdbi jdbi;

  RetentionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Held for as long as one prunes; ends with its connection, also when that breaks. */
  static final class Turn implements AutoCloseable {
    private final Handle handle;

    private Turn(Handle handle) {
      this.handle = handle;
    }

    @Override
    public void close() {
      try (handle) {
        handle.rollback();
      }
    }
  }

  /** Empty when somebody prunes just now. */
  Optional<Turn> turn() {
    Handle handle = jdbi.open();
    try {
      handle.begin();
      boolean mine =
          handle
              .createQuery("select pg_try_advisory_xact_lock(:turn)")
              .bind("turn", TURN)
              .mapTo(Boolean.class)
              .one();
      Turn turn = new Turn(handle);
      if (!mine) {
        turn.close();
        return Optional.empty();
      }
      return Optional.of(turn);
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  long boundary() {
    return jdbi.withHandle(handle -> handle.createQuery(BOUNDARY).mapTo(Long.class).one());
  }

  Optional<Pruned> pruned() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select boundary, recorded_at, law, article, policy, intent from audit.pruned"
                    + " order by boundary desc limit 1")
            .map((row, _) -> pruned(row))
            .findOne());
  }

  private static Pruned pruned(ResultSet row) throws SQLException {
    return new Pruned(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getString(3),
        row.getString(4),
        HexFormat.of().formatHex(row.getBytes(5)),
        row.getLong(6));
  }

  /** The pruning in force; empty when nothing was ever pruned. */
  Optional<Recorded> recorded() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select boundary, previous, root, held, intent from audit.pruned order by boundary"
                    + " desc limit 1")
            .map((row, _) ->
                new Recorded(
                    row.getLong(1),
                    row.getLong(2),
                    HexFormat.of().formatHex(row.getBytes(3)),
                    row.getLong(4),
                    row.getLong(5)))
            .findOne());
  }

  /** Index of the first entry, from the index on, that was not committed before the moment. */
  OptionalLong firstYoung(long from, Instant committedBefore) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select first_index from audit.batch where first_index + entry_count > :from and"
                    + " committed_at >= :before order by first_index limit 1")
            .bind("from", from)
            .bind("before", committedBefore.atOffset(ZoneOffset.UTC))
            .mapTo(Long.class)
            .findOne()
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()));
  }

  /** Size of the tree of the last published checkpoint, 0 when there is none. */
  long publishedSize() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select size from audit.checkpoint order by generation desc limit 1")
            .mapTo(Long.class)
            .findOne()
            .orElse(0L));
  }

  /** The last published checkpoint, a signed note; empty when there is none. */
  Optional<String> publishedNote() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select note from audit.checkpoint order by generation desc limit 1")
            .mapTo(String.class)
            .findOne());
  }

  /**
   * Who follows the log, and the index each goes on from after a restart. Signals go on from what
   * they last wrote down of their memory, whether anybody evaluates now or not.
   */
  Map<String, Long> followers() {
    Map<String, Long> all = new TreeMap<>();
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                "select 'sink ' || name, next_index from audit.sink union all"
                    + " select 'signals', least(watermark, snapshot_index) from audit.signal_state")
            .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
            .forEach(each -> all.put(each.getKey(), each.getValue())));
    return all;
  }

  /** The commit with that entry, or the last before it. */
  LogCourse.Commit commit(long index) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select first_index, first_index + entry_count, committed_at from audit.batch"
                    + " where first_index <= :index order by first_index desc limit 1")
            .bind("index", index)
            .map((row, _) ->
                new LogCourse.Commit(
                    row.getLong(1),
                    row.getLong(2),
                    row.getObject(3, OffsetDateTime.class).toInstant()))
            .findOne()
            .orElseThrow(() ->
                new AuditException(
                    "the log has a gap: no batch has index %d; it is not pruned"
                        .formatted(index))));
  }

  /** The pauses below the boundary that were not counted. */
  List<Pause> pauses() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select entry_index, began_at, ended_at from audit.pause")
            .map((row, _) ->
                new Pause(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getObject(3, OffsetDateTime.class).toInstant()))
            .list());
  }

  /** The roots of the full tiles of entries, from one on, so many. */
  List<byte[]> tileRoots(long first, int count) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select hash from audit.node where level = 1 and n >= :first and n < :end order"
                    + " by n")
            .bind("first", first)
            .bind("end", first + count)
            .mapTo(byte[].class)
            .list());
  }

  /**
   * Records the boundary, unless a hold was placed that is not among those respected; then it is
   * not recorded and the answer is false.
   */
  boolean record(Entry entry, HoldsNow holds) {
    return jdbi.inTransaction(handle -> {
      HeldStore.lock(handle);
      if (!holds.areAllOf(HoldStore.locked(handle))) {
        return false;
      }
      PruningPlan plan = entry.plan();
      Term term = entry.policy().standard();
      handle.execute(
          "insert into audit.pruned values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          plan.boundary(),
          plan.from(),
          entry.now().atOffset(ZoneOffset.UTC),
          plan.committedBefore().atOffset(ZoneOffset.UTC),
          term.law(),
          term.article(),
          HexFormat.of().parseHex(entry.policy().hash()),
          entry.policy().text(),
          entry.pruned().root(),
          plan.held(),
          entry.checkpointSize(),
          entry.intent());
      entry.pauses().forEach(pause -> remember(handle, pause));
      return true;
    });
  }

  private static void remember(Handle handle, Pause pause) {
    handle.execute(
        "insert into audit.pause values (?, ?, ?) on conflict do nothing",
        pause.index(),
        pause.began().atOffset(ZoneOffset.UTC),
        pause.ended().atOffset(ZoneOffset.UTC));
  }

  /** Deletes some batches that lie below the boundary; how many. */
  int deleteBatches(int most) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                "delete from audit.batch where first_index in (select first_index from audit.batch"
                    + " where first_index + entry_count <= ("
                    + BOUNDARY
                    + ") and first_index + entry_count < (select size from audit.head) order by"
                    + " first_index limit :most)")
            .bind("most", most)
            .execute());
  }

  void finished(long boundary, Instant now) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into audit.pruning_done values (?, ?) on conflict do nothing",
            boundary,
            now.atOffset(ZoneOffset.UTC)));
  }

  List<Hold> holds() {
    return jdbi.withHandle(HoldStore::all);
  }
}

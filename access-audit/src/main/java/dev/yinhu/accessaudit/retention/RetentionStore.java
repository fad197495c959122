package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.log.TreeHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQL over {@code audit.pruned}, {@code audit.held} and, for pruning, {@code audit.batch}. The
 * tables check what is done to them; what is read here twice is only for better messages.
 */
final class RetentionStore {
  /** One pruning at a time; any number that no one else locks. */
  private static final long TURN = 0x79_69_6e_68_75_07L;

  private static final String BOUNDARY = "select coalesce(max(boundary), 0) from audit.pruned";
  private static final String LOCK_HELD = "lock table audit.held in share row exclusive mode";

  /** What is recorded of a pruning. */
  record Entry(
      PruningPlan plan,
      RetentionPolicy policy,
      Instant now,
      TreeHead pruned,
      long checkpointSize,
      long intent) {}

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

  /** The boundary in force when its pruning was not finished. */
  OptionalLong unfinished() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select boundary from audit.pruned where boundary = ("
                    + BOUNDARY
                    + ") and boundary not in (select boundary from audit.pruning_done)")
            .mapTo(Long.class)
            .findOne()
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()));
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
        exists(handle, "audit.checkpoint")
            ? handle
                .createQuery("select size from audit.checkpoint order by generation desc limit 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L)
            : 0L);
  }

  /** Who follows the log, and the index each goes on from. */
  Map<String, Long> followers() {
    Map<String, Long> all = new TreeMap<>();
    jdbi.useHandle(handle -> {
      if (exists(handle, "audit.sink")) {
        handle
            .createQuery("select name, next_index from audit.sink")
            .map((row, _) -> Map.entry("sink " + row.getString(1), row.getLong(2)))
            .forEach(each -> all.put(each.getKey(), each.getValue()));
      }
      if (exists(handle, "audit.signal_state")) {
        // A watermark that never moved is of a service that has no signals.
        handle
            .createQuery("select watermark from audit.signal_state where owner is not null")
            .mapTo(Long.class)
            .findOne()
            .ifPresent(watermark -> all.put("signals", watermark));
      }
    });
    return all;
  }

  private static boolean exists(Handle handle, String table) {
    return handle
        .createQuery("select to_regclass(:table) is not null")
        .bind("table", table)
        .mapTo(Boolean.class)
        .one();
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

  /** Forgets copies above the boundary: a pruning that was broken off made them. */
  void dropUnused() {
    jdbi.useTransaction(handle -> {
      handle.execute(LOCK_HELD);
      handle.execute("delete from audit.held where entry_index >= (" + BOUNDARY + ")");
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

  /**
   * Records the boundary, unless a hold was placed that is not among those respected; then it is
   * not recorded and the answer is false.
   */
  boolean record(Entry entry, Set<Long> respected, LocalDate today) {
    return jdbi.inTransaction(handle -> {
      handle.execute(LOCK_HELD);
      if (!onlyThese(handle, respected, today)) {
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
      return true;
    });
  }

  /** Also keeps holds from being placed or released until the transaction ends. */
  private static boolean onlyThese(Handle handle, Set<Long> respected, LocalDate today) {
    handle.execute("lock table audit.hold in share mode");
    return HoldStore.all(handle).stream()
        .filter(hold -> hold.isInForce(today))
        .allMatch(hold -> respected.contains(hold.id()));
  }

  /** Deletes copies below the boundary; false, and none, when a hold was placed meanwhile. */
  boolean release(List<Long> indexes, Set<Long> respected, LocalDate today) {
    return jdbi.inTransaction(handle -> {
      handle.execute(LOCK_HELD);
      if (!onlyThese(handle, respected, today)) {
        return false;
      }
      handle.execute(
          "delete from audit.held where entry_index = any(?::bigint[])",
          (Object) indexes.toArray(Long[]::new));
      return true;
    });
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
    return new ArrayList<>(jdbi.withHandle(HoldStore::all));
  }
}

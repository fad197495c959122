package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.LedgerEnd;
import dev.yinhu.crypto.epoch.LedgerHash;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over the epochs and over how far the erasure ledger was applied; nothing else. */
final class EpochStore {
  /** Told to every node when the epochs changed. */
  static final String CHANNEL = "yinhu_epochs";

  private final Jdbi jdbi;

  EpochStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** An epoch as the database knows it. */
  record Row(
      int id,
      EpochState state,
      String fingerprint,
      Instant created,
      Optional<Instant> draining,
      Optional<Instant> destroyed) {}

  /** How far the ledger of this id was applied. */
  record Applied(String id, long lines, LedgerHash chain) {}

  List<Row> all() {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select id, state, encode(fingerprint, 'hex') as fingerprint, created_at,"
                    + " draining_at, destroyed_at from crypto.epoch order by id")
            .map((rs, context) ->
                new Row(
                    rs.getInt("id"),
                    EpochState.valueOf(rs.getString("state")),
                    rs.getString("fingerprint"),
                    rs.getTimestamp("created_at").toInstant(),
                    time(rs.getTimestamp("draining_at")),
                    time(rs.getTimestamp("destroyed_at"))))
            .list());
  }

  private static Optional<Instant> time(java.sql.@Nullable Timestamp stored) {
    return Optional.ofNullable(stored).map(java.sql.Timestamp::toInstant);
  }

  /** Adds the epochs that are not there yet, and makes one of all of them the current one. */
  void makeCurrent(Collection<EpochKey> added, int current, Instant now) {
    jdbi.useTransaction(handle -> {
      for (EpochKey key : added) {
        handle.execute(
            "insert into crypto.epoch (id, state, fingerprint, created_at, draining_at)"
                + " values (?, 'DRAINING', ?, ?, ?)",
            key.id(),
            HexFormat.of().parseHex(key.fingerprint()),
            key.created(),
            now);
      }
      handle.execute(
          "update crypto.epoch set state = 'DRAINING', draining_at = ?"
              + " where state = 'CURRENT' and id <> ?",
          now,
          current);
      handle.execute(
          "update crypto.epoch set state = 'CURRENT', draining_at = null where id = ?"
              + " and state = 'DRAINING'",
          current);
      tell(handle);
    });
  }

  /**
   * Declares an epoch destroyed if it is draining and wraps the key of nobody any more. A subject
   * that is being added under it holds its row locked, so that none slips in between.
   */
  boolean destroyDrained(int id, Instant now) {
    return jdbi.inTransaction(handle -> {
      boolean draining =
          handle
              .select(
                  "select 1 from crypto.epoch where id = ? and state = 'DRAINING' for update", id)
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (!draining || wraps(handle, id)) {
        return false;
      }
      return setDestroyed(handle, id, now);
    });
  }

  /** Whether it wraps nobody's key, so that it may be destroyed. */
  boolean isDrained(int id) {
    return jdbi.withHandle(handle -> !wraps(handle, id));
  }

  /** Keys under a destroyed version of the keyring are dead already. */
  private static boolean wraps(Handle handle, int id) {
    return handle
        .select(
            "select exists (select 1 from crypto.subject s join crypto.keyring_version v"
                + " on v.key_id = s.wrap_key_id where s.epoch = ? and v.state <> 'DESTROYED')",
            id)
        .mapTo(Boolean.class)
        .one();
  }

  /** Declares an epoch destroyed whatever it wraps, because the ledger says so. */
  boolean setDestroyed(int id, Instant now) {
    return jdbi.inTransaction(handle -> setDestroyed(handle, id, now));
  }

  private static boolean setDestroyed(Handle handle, int id, Instant now) {
    int changed =
        handle.execute(
            "update crypto.epoch set state = 'DESTROYED', destroyed_at = ?"
                + " where id = ? and state <> 'DESTROYED'",
            now,
            id);
    tell(handle);
    return changed == 1;
  }

  private static void tell(Handle handle) {
    handle.execute("select pg_notify(?, '')", CHANNEL);
  }

  Optional<Applied> applied() {
    return jdbi.withHandle(handle ->
        handle
            .select("select id, lines, chain from crypto.erasure_ledger")
            .map((rs, context) ->
                new Applied(
                    rs.getString("id"), rs.getLong("lines"), new LedgerHash(rs.getBytes("chain"))))
            .findOne());
  }

  /** Notes a ledger of which nothing was applied yet, unless one is noted. */
  void note(String ledgerId, LedgerEnd empty) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into crypto.erasure_ledger (id, lines, chain) values (?, ?, ?)"
                + " on conflict do nothing",
            ledgerId,
            empty.lines(),
            empty.chain().bytes()));
  }

  /** Notes that the ledger is applied up to there. */
  void moveTo(LedgerEnd end) {
    jdbi.useHandle(handle -> moveTo(handle, end));
  }

  /** The same in the transaction that applies it. */
  static void moveTo(Handle handle, LedgerEnd end) {
    handle.execute(
        "update crypto.erasure_ledger set lines = ?, chain = ?", end.lines(), end.chain().bytes());
  }
}

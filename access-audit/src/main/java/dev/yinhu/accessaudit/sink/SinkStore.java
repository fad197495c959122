package dev.yinhu.accessaudit.sink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * SQL over {@code audit.sink}. Times are those of the server, so that nodes need not agree on one.
 * What a crash of the server may forget (a cursor's last step, a lease) is committed without
 * waiting for the disk: entries are then sent again.
 */
final class SinkStore {
  private static final String MINE = " where name = :name and holder = :holder";

  /**
   * What lies between two places of a cursor.
   *
   * @param delivered entries that the receiver has acknowledged
   * @param missed entries that were pruned before they could be sent
   */
  record Counts(int delivered, long missed) {}

  private final Jdbi jdbi;

  SinkStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes the sink's row when it has none. */
  void register(String name, long start) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into audit.sink (name, next_index) values (:name, :start)"
                    + " on conflict do nothing")
            .bind("name", name)
            .bind("start", start)
            .execute());
  }

  /**
   * Takes or renews the lease and tells where the cursor is; empty when another node has the lease,
   * or the sink is paused.
   */
  OptionalLong lease(String name, UUID holder, Duration length) {
    return lazily(handle ->
        handle
            .createQuery(
                "update audit.sink set holder = :holder,"
                    + " lease_until = now() + make_interval(secs => :seconds)"
                    + " where name = :name and paused is null"
                    + " and (holder is null or holder = :holder or lease_until < now())"
                    + " returning next_index")
            .bind("name", name)
            .bind("holder", holder)
            .bind("seconds", length.toMillis() / 1e3)
            .mapTo(Long.class)
            .findOne()
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()));
  }

  /** Gives the lease back, if it is this holder's. */
  void release(String name, UUID holder) {
    lazily(handle ->
        handle
            .createUpdate("update audit.sink set holder = null, lease_until = null" + MINE)
            .bind("name", name)
            .bind("holder", holder)
            .execute());
  }

  /** Where to go on; empty when the lease is another's, or the sink is paused. */
  OptionalLong next(String name, UUID holder) {
    return jdbi.withHandle(handle ->
            handle
                .createQuery("select next_index from audit.sink" + MINE + " and paused is null")
                .bind("name", name)
                .bind("holder", holder)
                .mapTo(Long.class)
                .findOne())
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Moves the cursor; false when it is not where we left it, or no longer ours to move. */
  boolean advance(String name, UUID holder, long from, long to, Counts counts) {
    return lazily(handle ->
        handle
            .createUpdate(
                "update audit.sink set next_index = :to, delivered = delivered + :delivered,"
                    + " missed = missed + :missed,"
                    + " failures = 0,"
                    + " last_success_at ="
                    + " case when :delivered > 0 then now() else last_success_at end"
                    + MINE
                    + " and next_index = :from and paused is null")
            .bind("name", name)
            .bind("holder", holder)
            .bind("from", from)
            .bind("to", to)
            .bind("delivered", counts.delivered())
            .bind("missed", counts.missed())
            .execute())
        == 1;
  }

  /** Counts a failure; with {@code pause} nothing is sent any more until somebody resumes it. */
  void failed(String name, UUID holder, String code, boolean pause) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "update audit.sink set failures = failures + 1, last_failure = :code,"
                    + " last_failure_at = now(),"
                    + " paused = case when :pause then :code else paused end"
                    + MINE)
            .bind("name", name)
            .bind("holder", holder)
            .bind("code", code)
            .bind("pause", pause)
            .execute());
  }

  /** False when there is no such sink. */
  boolean pause(String name, @Nullable String why) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                "update audit.sink set paused = :why, failures = 0, holder = null,"
                    + " lease_until = null where name = :name")
            .bind("name", name)
            .bind("why", why)
            .execute())
        == 1;
  }

  /** False when there is no such sink. */
  boolean skipTo(String name, long index) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("update audit.sink set next_index = :to where name = :name")
            .bind("name", name)
            .bind("to", index)
            .execute())
        == 1;
  }

  /** Gives false when there is none, or a node streams it. */
  boolean forget(String name) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                "delete from audit.sink where name = :name and (holder is null or lease_until <="
                    + " now())")
            .bind("name", name)
            .execute())
        == 1;
  }

  /** All, by name. */
  List<SinkStatus> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select *, holder is not null and lease_until > now() as held"
                    + " from audit.sink order by name")
            .map((row, _) -> status(row))
            .list());
  }

  private static SinkStatus status(ResultSet row) throws SQLException {
    return new SinkStatus(
        row.getString("name"),
        row.getLong("next_index"),
        row.getLong("delivered"),
        row.getLong("missed"),
        Optional.ofNullable(row.getString("paused")),
        row.getLong("failures"),
        Optional.ofNullable(row.getString("last_failure")),
        instant(row, "last_failure_at"),
        instant(row, "last_success_at"),
        row.getBoolean("held"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /**
   * In a transaction that does not wait for the disk, so that sinks take nothing from the log. Of a
   * process that stops in the middle the server ends it: its locks keep no other node from taking
   * over.
   */
  private <T> T lazily(HandleCallback<T, RuntimeException> work) {
    return jdbi.inTransaction(handle -> {
      handle.execute(
          "set local synchronous_commit = off;"
              + " set local idle_in_transaction_session_timeout = '5s'");
      return work.withHandle(handle);
    });
  }
}

package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code audit.hold}. */
final class HoldStore {
  private static final String COLUMNS =
      "select id, query, reason, placed_by, placed_at, until_day, released_by, released_at from"
          + " audit.hold";

  private final Jdbi jdbi;

  HoldStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  long add(String query, Reason reason, String by, Instant at, Optional<LocalDate> until) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "insert into audit.hold (query, reason, placed_by, placed_at, until_day) values"
                    + " (:query, :reason, :by, :at, :until) returning id")
            .bind("query", query)
            .bind("reason", reason.text())
            .bind("by", by)
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .bind("until", until.orElse(null))
            .mapTo(Long.class)
            .one());
  }

  /** True when it was there and not released before. */
  boolean release(long id, String by, Instant at) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "update audit.hold set released_by = :by, released_at = :at where id = :id and"
                        + " released_at is null")
                .bind("id", id)
                .bind("by", by)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute()
            == 1);
  }

  List<Hold> all() {
    return jdbi.withHandle(HoldStore::all);
  }

  /** All, and none is placed or released until the transaction ends. */
  static List<Hold> locked(Handle handle) {
    handle.execute("lock table audit.hold in share mode");
    return all(handle);
  }

  static List<Hold> all(Handle handle) {
    return handle.createQuery(COLUMNS + " order by id").map((row, _) -> hold(row)).list();
  }

  private static Hold hold(ResultSet row) throws SQLException {
    Optional<OffsetDateTime> released =
        Optional.ofNullable(row.getObject("released_at", OffsetDateTime.class));
    String by = row.getString("released_by");
    return new Hold(
        row.getLong("id"),
        row.getString("query"),
        row.getString("reason"),
        row.getString("placed_by"),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("until_day", LocalDate.class)),
        released.map(at -> new Hold.Release(by, at.toInstant())));
  }
}

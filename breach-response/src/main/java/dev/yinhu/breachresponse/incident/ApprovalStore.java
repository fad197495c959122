package dev.yinhu.breachresponse.incident;

import static dev.yinhu.breachresponse.incident.IncidentStore.at;
import static dev.yinhu.breachresponse.incident.IncidentStore.instant;
import static dev.yinhu.breachresponse.incident.IncidentStore.maybe;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** SQL over {@code breach.approval}. Thread-safe. */
final class ApprovalStore {
  private final Jdbi jdbi;

  ApprovalStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static Approval add(
      Handle handle, IncidentId incident, Approvals.Wish wish, String by, Instant now) {
    return handle
        .createQuery(
            """
            insert into breach.approval (incident, what, reason, asked_by, asked_at, expires)
            values (:incident, :what, :reason, :by, :now, :expires) returning *
            """)
        .bind("incident", incident.toString())
        .bind("what", wish.what())
        .bind("reason", wish.reason().text())
        .bind("by", by)
        .bind("now", at(now))
        .bind("expires", at(now.plus(wish.time())))
        .map(ApprovalStore::read)
        .one();
  }

  static Optional<Approval> locked(Handle handle, IncidentId incident, long id) {
    return handle
        .createQuery(
            "select * from breach.approval where incident = :incident and id = :id for update")
        .bind("incident", incident.toString())
        .bind("id", id)
        .map(ApprovalStore::read)
        .findOne();
  }

  static Approval grant(Handle handle, long id, String by, Instant now) {
    return handle
        .createQuery(
            """
            update breach.approval set granted_by = :by, granted_at = :now where id = :id
            returning *
            """)
        .bind("by", by)
        .bind("now", at(now))
        .bind("id", id)
        .map(ApprovalStore::read)
        .one();
  }

  /** Uses up the oldest that serves; false when there is none. */
  static boolean use(Handle handle, IncidentId incident, String what, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update breach.approval set used_at = :now where id = (
                  select min(id) from breach.approval
                  where incident = :incident and what = :what and granted_by is not null
                    and used_at is null and expires > :now and (asked_by = :by or granted_by = :by))
                  and used_at is null
                """)
            .bind("now", at(now))
            .bind("incident", incident.toString())
            .bind("what", what)
            .bind("by", by)
            .execute()
        == 1;
  }

  List<IncidentId> granted(String what, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select distinct incident from breach.approval
                where what = :what and granted_at is not null and used_at is null and expires > :now
                """)
            .bind("what", what)
            .bind("now", at(now))
            .map((row, _) -> IncidentId.parse(row.getString("incident")))
            .list());
  }

  List<Approval> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.approval where incident = :incident order by id")
            .bind("incident", incident.toString())
            .map(ApprovalStore::read)
            .list());
  }

  private static Approval read(ResultSet row, StatementContext context) throws SQLException {
    Optional<Instant> grantedAt = maybe(row, "granted_at");
    Optional<Approval.Granted> granted =
        grantedAt.isEmpty()
            ? Optional.empty()
            : Optional.of(new Approval.Granted(row.getString("granted_by"), grantedAt.get()));
    return new Approval(
        row.getLong("id"),
        row.getString("what"),
        row.getString("reason"),
        row.getString("asked_by"),
        instant(row, "asked_at"),
        instant(row, "expires"),
        granted,
        maybe(row, "used_at"));
  }
}

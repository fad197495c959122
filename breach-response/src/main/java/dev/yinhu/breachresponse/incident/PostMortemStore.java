package dev.yinhu.breachresponse.incident;

import static dev.yinhu.breachresponse.incident.IncidentStore.at;
import static dev.yinhu.breachresponse.incident.IncidentStore.instant;
import static dev.yinhu.breachresponse.incident.IncidentStore.maybe;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** SQL over {@code breach.post_mortem} and {@code breach.corrective_action}. Thread-safe. */
final class PostMortemStore {
  private final Jdbi jdbi;

  PostMortemStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What was written before is replaced, and has to be approved anew. */
  static void write(
      Handle handle, IncidentId incident, Cause cause, String findings, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into breach.post_mortem (incident, cause, findings, written_by, written_at)
            values (:incident, :cause, :findings, :by, :now)
            on conflict (incident) do update set cause = excluded.cause,
              findings = excluded.findings, written_by = excluded.written_by,
              written_at = excluded.written_at, approved_by = null, approved_at = null
            """)
        .bind("incident", incident.toString())
        .bind("cause", cause.wireName())
        .bind("findings", findings)
        .bind("by", by)
        .bind("now", at(now))
        .execute();
  }

  static void approve(Handle handle, IncidentId incident, String by, Instant now) {
    handle
        .createUpdate(
            """
            update breach.post_mortem set approved_by = :by, approved_at = :now
            where incident = :incident
            """)
        .bind("by", by)
        .bind("now", at(now))
        .bind("incident", incident.toString())
        .execute();
  }

  Optional<PostMortem> of(IncidentId incident) {
    return jdbi.withHandle(handle -> of(handle, incident));
  }

  static Optional<PostMortem> of(Handle handle, IncidentId incident) {
    return handle
        .createQuery("select * from breach.post_mortem where incident = :incident")
        .bind("incident", incident.toString())
        .map(PostMortemStore::read)
        .findOne();
  }

  private static PostMortem read(ResultSet row, StatementContext context) throws SQLException {
    Optional<Instant> approvedAt = maybe(row, "approved_at");
    Optional<PostMortem.Approved> approved =
        approvedAt.isEmpty()
            ? Optional.empty()
            : Optional.of(new PostMortem.Approved(row.getString("approved_by"), approvedAt.get()));
    return new PostMortem(
        row.getString("cause"),
        row.getString("findings"),
        row.getString("written_by"),
        instant(row, "written_at"),
        approved);
  }

  static long add(Handle handle, IncidentId incident, String title, String owner, LocalDate due) {
    return handle
        .createQuery(
            """
            insert into breach.corrective_action (incident, title, owner, due)
            values (:incident, :title, :owner, :due) returning id
            """)
        .bind("incident", incident.toString())
        .bind("title", title)
        .bind("owner", owner)
        .bind("due", due)
        .mapTo(Long.class)
        .one();
  }

  /** False when there is no such action that is open. */
  static boolean finish(
      Handle handle, IncidentId incident, long action, String reference, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update breach.corrective_action
                set done_at = :now, done_by = :by, reference = :reference
                where incident = :incident and id = :action and done_at is null
                """)
            .bind("now", at(now))
            .bind("by", by)
            .bind("reference", reference)
            .bind("incident", incident.toString())
            .bind("action", action)
            .execute()
        == 1;
  }

  List<CorrectiveAction> actions(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from breach.corrective_action where incident = :incident order by id")
            .bind("incident", incident.toString())
            .map(PostMortemStore::action)
            .list());
  }

  /** Of incidents that are no drills, the longest overdue first. */
  List<CorrectiveAction> overdue(LocalDate today) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select a.* from breach.corrective_action a join breach.incident i
                  on i.id = a.incident
                where a.done_at is null and a.due < :today and not i.drill order by a.due, a.id
                """)
            .bind("today", today)
            .map(PostMortemStore::action)
            .list());
  }

  private static CorrectiveAction action(ResultSet row, StatementContext context)
      throws SQLException {
    Optional<Instant> doneAt = maybe(row, "done_at");
    Optional<CorrectiveAction.Done> done =
        doneAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new CorrectiveAction.Done(
                    doneAt.get(), row.getString("done_by"), row.getString("reference")));
    return new CorrectiveAction(
        row.getLong("id"),
        IncidentId.parse(row.getString("incident")),
        row.getString("title"),
        row.getString("owner"),
        row.getObject("due", LocalDate.class),
        done);
  }
}

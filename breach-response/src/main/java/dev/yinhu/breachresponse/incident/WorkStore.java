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

/** SQL over {@code breach.note} and {@code breach.task}. Thread-safe. */
final class WorkStore {
  private final Jdbi jdbi;

  WorkStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static Note addNote(Handle handle, IncidentId incident, String by, String text, Instant now) {
    long id =
        handle
            .createQuery(
                """
                insert into breach.note (incident, at, by, text)
                values (:incident, :now, :by, :text) returning id
                """)
            .bind("incident", incident.toString())
            .bind("now", at(now))
            .bind("by", by)
            .bind("text", text)
            .mapTo(Long.class)
            .one();
    return new Note(id, now, by, text);
  }

  List<Note> notes(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select id, at, by, text from breach.note where incident = :incident order by id")
            .bind("incident", incident.toString())
            .map((row, _) ->
                new Note(
                    row.getLong("id"),
                    instant(row, "at"),
                    row.getString("by"),
                    row.getString("text")))
            .list());
  }

  static Task addTask(Handle handle, IncidentId incident, String title, String owner, Instant due) {
    long id =
        handle
            .createQuery(
                """
                insert into breach.task (incident, title, owner, due)
                values (:incident, :title, :owner, :due) returning id
                """)
            .bind("incident", incident.toString())
            .bind("title", title)
            .bind("owner", owner)
            .bind("due", at(due))
            .mapTo(Long.class)
            .one();
    return new Task(id, title, owner, due, Optional.empty());
  }

  /** False when there is no such task that is open. */
  static boolean finish(
      Handle handle, IncidentId incident, long task, String outcome, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update breach.task set done_at = :now, done_by = :by, outcome = :outcome
                where incident = :incident and id = :task and done_at is null
                """)
            .bind("now", at(now))
            .bind("by", by)
            .bind("outcome", outcome)
            .bind("incident", incident.toString())
            .bind("task", task)
            .execute()
        == 1;
  }

  List<Task> tasks(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.task where incident = :incident order by id")
            .bind("incident", incident.toString())
            .map(WorkStore::task)
            .list());
  }

  private static Task task(ResultSet row, StatementContext context) throws SQLException {
    Optional<Instant> doneAt = maybe(row, "done_at");
    Optional<Task.Done> done =
        doneAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Task.Done(doneAt.get(), row.getString("done_by"), row.getString("outcome")));
    return new Task(
        row.getLong("id"),
        row.getString("title"),
        row.getString("owner"),
        instant(row, "due"),
        done);
  }
}

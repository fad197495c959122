package dev.yinhu.accessaudit.signal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** SQL over {@code audit.planned_job}: work that rules except. For one transaction. */
final class PlannedJobStore {
  private final Handle handle;

  PlannedJobStore(Handle handle) {
    this.handle = handle;
  }

  /** The planned jobs, newest first. */
  List<PlannedJob> newest(int limit) {
    return handle
        .createQuery("select * from audit.planned_job order by id desc limit :limit")
        .bind("limit", limit)
        .map(PlannedJobStore::job)
        .list();
  }

  Optional<PlannedJob> find(long id) {
    return handle
        .createQuery("select * from audit.planned_job where id = :id")
        .bind("id", id)
        .map(PlannedJobStore::job)
        .findOne();
  }

  /** Those that cover some moment between the two. */
  List<PlannedJob> between(Instant first, Instant last) {
    return new ArrayList<>(
        handle
            .createQuery(
                "select * from audit.planned_job where from_time <= :last and until_time > :first"
                    + " order by id")
            .bind("first", SqlTime.of(first))
            .bind("last", SqlTime.of(last))
            .map(PlannedJobStore::job)
            .list());
  }

  long add(PlannedJob job) {
    return handle
        .createQuery(
            """
            insert into audit.planned_job
              (rule, caller, actor, from_time, until_time, reason, made_by, made_at)
            values (:rule, :caller, :actor, :from, :until, :reason, :by, :at) returning id
            """)
        .bind("rule", job.rule().code())
        .bind("caller", job.caller())
        .bind("actor", job.actor())
        .bind("from", SqlTime.of(job.from()))
        .bind("until", SqlTime.of(job.until()))
        .bind("reason", job.reason())
        .bind("by", job.madeBy())
        .bind("at", SqlTime.of(job.madeAt()))
        .mapTo(Long.class)
        .one();
  }

  /** Ends it now, unless it has ended. */
  void end(long id, Instant now) {
    handle.execute(
        "update audit.planned_job set until_time = greatest(from_time, least(until_time, ?))"
            + " where id = ?",
        SqlTime.of(now),
        id);
  }

  /** Adds to what it kept back. */
  void count(long id, long findings, Instant last) {
    handle.execute(
        "update audit.planned_job set findings = findings + ?,"
            + " last_finding = greatest(last_finding, ?) where id = ?",
        findings,
        SqlTime.of(last),
        id);
  }

  private static PlannedJob job(ResultSet row, StatementContext context) throws SQLException {
    return new PlannedJob(
        row.getLong("id"),
        SignalRule.of(row.getString("rule")).orElseThrow(),
        row.getString("caller"),
        row.getString("actor"),
        SqlTime.present(row, "from_time"),
        SqlTime.present(row, "until_time"),
        row.getString("reason"),
        row.getString("made_by"),
        SqlTime.present(row, "made_at"),
        row.getLong("findings"),
        Optional.ofNullable(SqlTime.read(row, "last_finding")));
  }
}

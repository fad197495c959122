package dev.yinhu.piiscanner.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * SQL over {@code scan.job}. Times are those of the server, so that nodes need not agree on one.
 * Each change is durable when its method returns.
 */
final class JobStore {
  private static final String MINE = " where id = :id and holder = :holder and state = 'running'";

  /** A job that a node has just taken. */
  record Taken(UUID id, String spec, Optional<String> resume, int attempts) {}

  /** What a holder learns when it renews its lease. */
  enum Standing {
    /** Go on. */
    MINE,
    /** Somebody wants it to end. */
    CANCEL_WANTED,
    /** Another node has it, or it has ended. */
    LOST
  }

  private final Jdbi jdbi;

  JobStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void add(UUID id, String spec, String createdBy) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              "insert into scan.job (id, spec, created_by)"
                  + " values (:id, cast(:spec as jsonb), :by)")
          .bind("id", id)
          .bind("spec", spec)
          .bind("by", createdBy)
          .execute();
      handle.execute("notify " + ScanJobs.CHANNEL);
    });
  }

  Optional<ScanJob> find(UUID id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from scan.job where id = :id")
            .bind("id", id)
            .map(JobStore::job)
            .findOne());
  }

  /** Newest first. */
  List<ScanJob> newest(int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from scan.job order by created_at desc, id limit :most")
            .bind("most", most)
            .map(JobStore::job)
            .list());
  }

  /** Ended after that time, the first first. */
  List<ScanJob> endedSince(Instant since, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from scan.job where ended_at > :since order by ended_at, id limit :most")
            .bind("since", since.atOffset(ZoneOffset.UTC))
            .bind("most", most)
            .map(JobStore::job)
            .list());
  }

  /** Takes the oldest job that waits, or whose holder let its lease run out. */
  Optional<Taken> take(UUID holder, Duration lease) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                update scan.job set state = 'running', holder = :holder,
                  lease_until = now() + make_interval(secs => :seconds),
                  attempts = attempts + 1, started_at = coalesce(started_at, now())
                where id = (
                  select id from scan.job
                  where state = 'queued' or state = 'running' and lease_until < now()
                  order by created_at, id limit 1 for update skip locked)
                returning id, spec, resume, attempts
                """)
            .bind("holder", holder)
            .bind("seconds", lease.toMillis() / 1e3)
            .map((row, _) ->
                new Taken(
                    row.getObject("id", UUID.class),
                    row.getString("spec"),
                    Optional.ofNullable(row.getString("resume")),
                    row.getInt("attempts")))
            .findOne());
  }

  Standing renew(UUID id, UUID holder, Duration lease) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "update scan.job set lease_until = now() + make_interval(secs => :seconds)"
                    + MINE
                    + " returning cancel_wanted")
            .bind("id", id)
            .bind("holder", holder)
            .bind("seconds", lease.toMillis() / 1e3)
            .mapTo(Boolean.class)
            .findOne()
            .map(wanted -> wanted ? Standing.CANCEL_WANTED : Standing.MINE)
            .orElse(Standing.LOST));
  }

  /** False when the job is no longer this holder's. */
  boolean piece(UUID id, UUID holder, String progress, String resume) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "update scan.job set progress = cast(:progress as jsonb),"
                        + " resume = cast(:resume as jsonb), attempts = 1"
                        + MINE)
                .bind("id", id)
                .bind("holder", holder)
                .bind("progress", progress)
                .bind("resume", resume)
                .execute()
            == 1);
  }

  /** The same of how far it is only. */
  boolean tell(UUID id, UUID holder, String progress) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate("update scan.job set progress = cast(:progress as jsonb)" + MINE)
                .bind("id", id)
                .bind("holder", holder)
                .bind("progress", progress)
                .execute()
            == 1);
  }

  /** Ends a job for good; false when it is no longer this holder's. */
  boolean end(
      UUID id, UUID holder, JobState state, @Nullable String outcome, @Nullable String failure) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "update scan.job set state = :state, ended_at = now(), holder = null,"
                        + " lease_until = null, outcome = cast(:outcome as jsonb),"
                        + " failure = :failure"
                        + MINE)
                .bind("id", id)
                .bind("holder", holder)
                .bind("state", state.text())
                .bind("outcome", outcome)
                .bind("failure", failure)
                .execute()
            == 1);
  }

  /** Gives a job back, for any node to go on with at once. */
  void giveBack(UUID id, UUID holder) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              "update scan.job set state = 'queued', holder = null, lease_until = null" + MINE)
          .bind("id", id)
          .bind("holder", holder)
          .execute();
      handle.execute("notify " + ScanJobs.CHANNEL);
    });
  }

  /** Asks for the end of a job; one that waits ends at once. Empty when there is none. */
  Optional<ScanJob> cancel(UUID id) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update scan.job set cancel_wanted = true,
                  state = case when state = 'queued' then 'cancelled' else state end,
                  ended_at = case when state = 'queued' then now() else ended_at end
                where id = :id and state in ('queued', 'running')
                """)
            .bind("id", id)
            .execute());
    return find(id);
  }

  private static ScanJob job(ResultSet row, StatementContext context) throws SQLException {
    return new ScanJob(
        row.getObject("id", UUID.class),
        row.getString("spec"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        JobState.of(row.getString("state")),
        row.getBoolean("cancel_wanted"),
        row.getInt("attempts"),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        Optional.ofNullable(row.getString("progress")),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("failure")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}

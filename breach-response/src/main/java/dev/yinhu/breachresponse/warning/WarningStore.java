package dev.yinhu.breachresponse.warning;

import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL over {@code breach.warning} and {@code breach.signal_mark}. Thread-safe. */
final class WarningStore {
  private final Jdbi jdbi;

  WarningStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A new one; empty when it was told before. */
  static Optional<Warning> add(Handle handle, Raised raised, String reference, Instant now) {
    return handle
        .createQuery(
            """
            insert into breach.warning (source, reference, drill, title, severity, occurred_from,
              occurred_to, raised, state)
            values (:source, :reference, :drill, :title, :severity, :from, :to, :now, 'open')
            on conflict (source, reference) do nothing returning *
            """)
        .bind("source", raised.source().wireName())
        .bind("reference", reference)
        .bind("drill", raised.drill())
        .bind("title", raised.title().text())
        .bind("severity", raised.severity().word())
        .bind("from", at(raised.occurredFrom()))
        .bind("to", at(raised.occurredTo()))
        .bind("now", at(now))
        .map(WarningStore::read)
        .findOne();
  }

  Optional<Warning> find(String source, String reference) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from breach.warning where source = :source and reference = :reference")
            .bind("source", source)
            .bind("reference", reference)
            .map(WarningStore::read)
            .findOne());
  }

  /** The last one whose reference begins with what it is about. */
  Optional<Warning> last(WarningSource source, String about) {
    return jdbi.withHandle(handle -> last(handle, source, about));
  }

  private static Optional<Warning> last(Handle handle, WarningSource source, String about) {
    return handle
        .createQuery(
            """
            select * from breach.warning
            where source = :source and starts_with(reference, :about) order by id desc limit 1
            """)
        .bind("source", source.wireName())
        .bind("about", about)
        .map(WarningStore::read)
        .findOne();
  }

  /** The same, while no other node raises one about it until the transaction ends. */
  static Optional<Warning> lastLocked(Handle handle, WarningSource source, String about) {
    handle
        .createQuery(
            "select 1 from pg_advisory_xact_lock(hashtextextended('warning ' || :about, 0))")
        .bind("about", about)
        .mapTo(Integer.class)
        .one();
    return last(handle, source, about);
  }

  Optional<Warning> find(long id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  private static Optional<Warning> find(Handle handle, long id, String lock) {
    return handle
        .createQuery("select * from breach.warning where id = :id" + lock)
        .bind("id", id)
        .map(WarningStore::read)
        .findOne();
  }

  /**
   * The warning, which nobody else settles until the transaction ends.
   *
   * @throws ActRefused when there is none, or it was settled
   */
  static Warning locked(Handle handle, long id) {
    Warning found =
        find(handle, id, " for update")
            .orElseThrow(() -> new ActRefused("no-such-warning", "there is no warning " + id));
    if (found.settled().isPresent()) {
      throw new ActRefused("settled", "warning %d was settled before".formatted(id));
    }
    return found;
  }

  /** The newest first; those put off count as open when their time is over. */
  List<Warning> list(boolean open, Instant now, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from breach.warning
                where not :open or state = 'open' or (state = 'snoozed' and snoozed_until <= :now)
                order by raised desc, id desc limit :most
                """)
            .bind("open", open)
            .bind("now", at(now))
            .bind("most", most)
            .map(WarningStore::read)
            .list());
  }

  static Warning snooze(Handle handle, long id, Instant until) {
    return handle
        .createQuery(
            """
            update breach.warning set state = 'snoozed', snoozed_until = :until where id = :id
            returning *
            """)
        .bind("until", at(until))
        .bind("id", id)
        .map(WarningStore::read)
        .one();
  }

  static Warning settle(Handle handle, long id, Warning.Settled settled) {
    return handle
        .createQuery(
            """
            update breach.warning set state = 'settled', snoozed_until = null, result = :result,
              reason = :reason, decided_by = :by, decided_at = :at, incident = :incident
            where id = :id returning *
            """)
        .bind("result", settled.result().wireName())
        .bind("reason", settled.reason())
        .bind("by", settled.by())
        .bind("at", at(settled.at()))
        .bind("incident", settled.incident().map(IncidentId::toString).orElse(null))
        .bind("id", id)
        .map(WarningStore::read)
        .one();
  }

  /** Settled as in order where the signal was closed and nobody has settled it here. */
  static void closed(Handle handle, Warnings.Closed closed, Instant now) {
    handle
        .createUpdate(
            """
            update breach.warning set state = 'settled', snoozed_until = null, result = 'benign',
              reason = :reason, decided_by = :by, decided_at = :now
            where source in ('signal', 'canary') and reference = :reference and state <> 'settled'
            """)
        .bind("reason", closed.reason())
        .bind("by", closed.by())
        .bind("now", at(now))
        .bind("reference", closed.reference())
        .execute();
  }

  /** Warnings of this incident, the first first. */
  List<Warning> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.warning where incident = :incident order by id")
            .bind("incident", incident.toString())
            .map(WarningStore::read)
            .list());
  }

  long mark() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select change from breach.signal_mark").mapTo(Long.class).one());
  }

  static void mark(Handle handle, long change) {
    handle
        .createUpdate("update breach.signal_mark set change = greatest(change, :change)")
        .bind("change", change)
        .execute();
  }

  private static OffsetDateTime at(Instant when) {
    return when.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime at(Optional<Instant> when) {
    return when.map(WarningStore::at).orElse(null);
  }

  private static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Warning read(ResultSet row, StatementContext context) throws SQLException {
    return new Warning(
        row.getLong("id"),
        WarningSource.parse(row.getString("source")),
        row.getString("reference"),
        row.getBoolean("drill"),
        row.getString("title"),
        Severity.of(row.getString("severity")).orElseThrow(),
        maybe(row, "occurred_from"),
        maybe(row, "occurred_to"),
        maybe(row, "raised").orElseThrow(),
        maybe(row, "snoozed_until"),
        settled(row));
  }

  private static Optional<Warning.Settled> settled(ResultSet row) throws SQLException {
    String result = row.getString("result");
    if (result == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Warning.Settled(
            Triage.parse(result),
            row.getString("reason"),
            row.getString("decided_by"),
            maybe(row, "decided_at").orElseThrow(),
            Optional.ofNullable(row.getString("incident")).map(IncidentId::parse)));
  }
}

package dev.yinhu.breachresponse.incident;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL over {@code breach.incident} and {@code breach.reached}. Thread-safe. */
final class IncidentStore {
  private final Jdbi jdbi;

  IncidentStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  int nextNumber() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select nextval('breach.incident_number')").mapTo(Integer.class).one());
  }

  static Incident add(Handle handle, IncidentId id, Opening wish, String by, Instant now) {
    IncidentTimes times = wish.times().orElseGet(() -> IncidentTimes.knownAt(now));
    handle
        .createUpdate(
            """
            insert into breach.incident (id, number, drill, title, state, occurred_from,
              occurred_to, detected, aware, owner, opened_at, opened_by)
            values (:id, :number, :drill, :title, 'open', :from, :to, :detected, :aware, :owner,
              :now, :by)
            """)
        .bind("id", id.toString())
        .bind("number", id.number())
        .bind("drill", id.drill())
        .bind("title", wish.title().text())
        .bind("from", at(times.occurredFrom()))
        .bind("to", at(times.occurredTo()))
        .bind("detected", at(times.detected()))
        .bind("aware", at(times.aware()))
        .bind("owner", wish.owner())
        .bind("now", at(now))
        .bind("by", by)
        .execute();
    reached(handle, id, IncidentState.OPEN, now);
    return locked(handle, id);
  }

  Optional<Incident> find(IncidentId id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  /**
   * The incident, whose row nobody else changes until the transaction ends.
   *
   * @throws ActRefused when there is none of that name
   */
  static Incident locked(Handle handle, IncidentId id) {
    return find(handle, id, " for update")
        .orElseThrow(() -> new ActRefused("no-such-incident", "there is no incident " + id));
  }

  private static Optional<Incident> find(Handle handle, IncidentId id, String lock) {
    return handle
        .createQuery("select * from breach.incident where id = :id" + lock)
        .bind("id", id.toString())
        .map(IncidentStore::read)
        .findOne();
  }

  /** The newest first. */
  List<Incident> list(IncidentFilter filter) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from breach.incident
                where (not :open or state <> 'closed')
                  and (cast(:state as text) is null or state = :state)
                  and (cast(:drill as boolean) is null or drill = :drill)
                order by number desc limit :most
                """)
            .bind("open", filter.open())
            .bind("state", filter.state().map(IncidentState::wireName).orElse(null))
            .bind("drill", filter.drill().orElse(null))
            .bind("most", filter.most())
            .map(IncidentStore::read)
            .list());
  }

  /** Detected from then to before then, the first of all {@code most}. */
  List<Incident> detected(Instant from, Instant to, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from breach.incident where detected >= :from and detected < :to
                order by number limit :most
                """)
            .bind("from", at(from))
            .bind("to", at(to))
            .bind("most", most)
            .map(IncidentStore::read)
            .list());
  }

  /** When the incident came to each state for the first time, however often it was opened. */
  Map<IncidentState, Instant> reachedFirst(IncidentId id) {
    Map<IncidentState, Instant> found = new EnumMap<>(IncidentState.class);
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                """
                select state, min(at) as at from breach.reached
                where incident = :id group by state
                """)
            .bind("id", id.toString())
            .map((row, _) -> Map.entry(IncidentState.parse(row.getString(1)), instant(row, "at")))
            .forEach(each -> found.put(each.getKey(), each.getValue())));
    return found;
  }

  static Incident state(Handle handle, IncidentId id, IncidentState state, Instant now) {
    changed(
        handle
            .createUpdate(
                """
                update breach.incident set state = :state, version = version + 1,
                  reopened = reopened + case when state = 'closed' then 1 else 0 end
                where id = :id
                """)
            .bind("state", state.wireName())
            .bind("id", id.toString())
            .execute());
    reached(handle, id, state, now);
    return locked(handle, id);
  }

  private static void reached(Handle handle, IncidentId id, IncidentState state, Instant now) {
    handle
        .createUpdate(
            """
            insert into breach.reached (incident, state, at, round)
            select id, :state, :now, reopened from breach.incident where id = :id
            on conflict do nothing
            """)
        .bind("id", id.toString())
        .bind("state", state.wireName())
        .bind("now", at(now))
        .execute();
  }

  /** When the incident came to each state since it was opened last; the first time counts. */
  Map<IncidentState, Instant> reached(IncidentId id) {
    Map<IncidentState, Instant> found = new EnumMap<>(IncidentState.class);
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                """
                select r.state, r.at from breach.reached r join breach.incident i
                  on i.id = r.incident and i.reopened = r.round
                where i.id = :id
                """)
            .bind("id", id.toString())
            .map((row, _) -> Map.entry(IncidentState.parse(row.getString(1)), instant(row, "at")))
            .forEach(each -> found.put(each.getKey(), each.getValue())));
    return found;
  }

  static Incident times(Handle handle, IncidentId id, IncidentTimes times) {
    changed(
        handle
            .createUpdate(
                """
                update breach.incident set occurred_from = :from, occurred_to = :to,
                  detected = :detected, aware = :aware, version = version + 1 where id = :id
                """)
            .bind("from", at(times.occurredFrom()))
            .bind("to", at(times.occurredTo()))
            .bind("detected", at(times.detected()))
            .bind("aware", at(times.aware()))
            .bind("id", id.toString())
            .execute());
    return locked(handle, id);
  }

  static Incident owner(Handle handle, IncidentId id, String owner) {
    changed(
        handle
            .createUpdate(
                "update breach.incident set owner = :owner, version = version + 1 where id = :id")
            .bind("owner", owner)
            .bind("id", id.toString())
            .execute());
    return locked(handle, id);
  }

  private static void changed(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("the locked row of an incident is gone");
    }
  }

  static OffsetDateTime at(Instant when) {
    return when.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime at(Optional<Instant> when) {
    return when.map(IncidentStore::at).orElse(null);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Incident read(ResultSet row, StatementContext context) throws SQLException {
    return new Incident(
        IncidentId.parse(row.getString("id")),
        row.getString("title"),
        IncidentState.parse(row.getString("state")),
        new IncidentTimes(
            maybe(row, "occurred_from"),
            maybe(row, "occurred_to"),
            instant(row, "detected"),
            instant(row, "aware")),
        row.getString("owner"),
        row.getInt("reopened"),
        row.getLong("version"),
        instant(row, "opened_at"),
        row.getString("opened_by"));
  }
}

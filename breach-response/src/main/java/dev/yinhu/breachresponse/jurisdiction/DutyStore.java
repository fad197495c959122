package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * SQL over assessments, their clocks and fulfilments. Rows are added and never changed. Stateless.
 */
final class DutyStore {
  private DutyStore() {}

  /**
   * One act at a time for the duties of an incident, over all nodes, until the transaction ends.
   */
  static void lock(Handle handle, IncidentId incident) {
    handle
        .createQuery(
            "select 1 from pg_advisory_xact_lock(hashtextextended('duty ' || :incident, 0))")
        .bind("incident", incident.toString())
        .mapTo(Integer.class)
        .one();
  }

  static long assess(Handle handle, IncidentId incident, Assessment made) {
    long number =
        handle
            .createQuery(
                """
                insert into breach.duty_assessment (incident, at, actor, aware, facts)
                values (:incident, :at, :actor, :aware, cast(:facts as jsonb)) returning number
                """)
            .bind("incident", incident.toString())
            .bind("at", made.at().atOffset(ZoneOffset.UTC))
            .bind("actor", made.by())
            .bind("aware", made.aware().atOffset(ZoneOffset.UTC))
            .bind("facts", FactsJson.write(made.facts()))
            .mapTo(Long.class)
            .one();
    made.clocks().forEach(clock -> clock(handle, number, clock));
    return number;
  }

  private static void clock(Handle handle, long assessment, Clock clock) {
    handle
        .createUpdate(
            """
            insert into breach.duty_clock (assessment, duty, started, due, by_law)
            values (:assessment, :duty, :started, :due, :byLaw)
            """)
        .bind("assessment", assessment)
        .bind("duty", clock.duty().toString())
        .bind("started", clock.start().atOffset(ZoneOffset.UTC))
        .bind("due", clock.due().atOffset(ZoneOffset.UTC))
        .bind("byLaw", clock.byLaw())
        .execute();
  }

  /** The first first. */
  static List<Assessment> assessments(Handle handle, IncidentId incident) {
    Map<Long, List<Clock>> clocks = clocks(handle, incident);
    return handle
        .createQuery(
            """
            select number, at, actor, aware, facts from breach.duty_assessment
            where incident = :incident order by number
            """)
        .bind("incident", incident.toString())
        .map((row, _) -> {
          long number = row.getLong("number");
          return new Assessment(
              number,
              instant(row, "at"),
              row.getString("actor"),
              instant(row, "aware"),
              FactsJson.read(row.getString("facts")),
              clocks.getOrDefault(number, List.of()));
        })
        .list();
  }

  private record Placed(long assessment, Clock clock) {}

  private static Map<Long, List<Clock>> clocks(Handle handle, IncidentId incident) {
    List<Placed> placed =
        handle
            .createQuery(
                """
                select c.assessment, c.duty, c.started, c.due, c.by_law
                from breach.duty_clock c join breach.duty_assessment a on a.number = c.assessment
                where a.incident = :incident order by c.assessment, c.duty collate "C"
                """)
            .bind("incident", incident.toString())
            .map((row, _) -> new Placed(row.getLong("assessment"), clock(row)))
            .list();
    return placed.stream()
        .collect(
            Collectors.groupingBy(
                Placed::assessment, Collectors.mapping(Placed::clock, Collectors.toList())));
  }

  private static Clock clock(ResultSet row) throws SQLException {
    return new Clock(
        DutyName.parse(row.getString("duty")),
        Stage.FIRST,
        instant(row, "started"),
        instant(row, "due"),
        row.getBoolean("by_law"));
  }

  static void fulfil(Handle handle, IncidentId incident, Fulfilment how) {
    handle
        .createUpdate(
            """
            insert into breach.duty_fulfilment
              (incident, duty, stage, at, actor, late_reason, taken_back)
            values (:incident, :duty, :stage, :at, :actor, :lateReason, :takenBack)
            """)
        .bind("incident", incident.toString())
        .bind("duty", how.duty().toString())
        .bind("stage", how.stage().wire())
        .bind("at", how.at().atOffset(ZoneOffset.UTC))
        .bind("actor", how.by())
        .bind("lateReason", how.lateReason().orElse(null))
        .bind("takenBack", how.takenBack())
        .execute();
  }

  /** The first first. */
  static List<Fulfilment> fulfilments(Handle handle, IncidentId incident) {
    return handle
        .createQuery(
            "select * from breach.duty_fulfilment where incident = :incident order by number")
        .bind("incident", incident.toString())
        .map((row, _) ->
            new Fulfilment(
                DutyName.parse(row.getString("duty")),
                Stage.parse(row.getString("stage")),
                instant(row, "at"),
                row.getString("actor"),
                Optional.ofNullable(row.getString("late_reason")),
                row.getBoolean("taken_back")))
        .list();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}

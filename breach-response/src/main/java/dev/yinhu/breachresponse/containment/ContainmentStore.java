package dev.yinhu.breachresponse.containment;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.containment} and {@code breach.containment_waived}. Thread-safe. */
final class ContainmentStore {
  /** Where every node hears of changes. */
  static final String CHANNEL = "yinhu_containment";

  private static final String SELECT =
      "select number, incident, kind, target, setting, reason, started_at, started_by, until,"
          + " log_from, lifted_at, lifted_by from breach.containment ";

  private final Jdbi jdbi;

  ContainmentStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Gives its number. */
  static long add(
      Handle handle,
      IncidentId incident,
      Measure measure,
      Reason reason,
      Optional<Instant> until,
      long logFrom,
      Instant now,
      String actor) {
    long number =
        handle
            .createQuery(
                """
                insert into breach.containment
                  (incident, kind, target, setting, reason, started_at, started_by, until, log_from)
                values
                  (:incident, :kind, :target, :setting, :reason, :at, :by, :until, :from)
                returning number
                """)
            .bind("incident", incident.toString())
            .bind("kind", measure.kind().wire())
            .bind("target", measure.target())
            .bind("setting", measure.daily().stream().boxed().findFirst().orElse(null))
            .bind("reason", reason.text())
            .bind("at", now.atOffset(ZoneOffset.UTC))
            .bind("by", actor)
            .bind("until", until.map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null))
            .bind("from", logFrom)
            .mapTo(Long.class)
            .one();
    tell(handle);
    return number;
  }

  /** Whether it was not lifted before. */
  static boolean lift(Handle handle, long number, Instant now, String actor) {
    int changed =
        handle
            .createUpdate(
                """
                update breach.containment set lifted_at = :at, lifted_by = :by
                where number = :number and lifted_at is null and (until is null or until > :at)
                """)
            .bind("at", now.atOffset(ZoneOffset.UTC))
            .bind("by", actor)
            .bind("number", number)
            .execute();
    tell(handle);
    return changed == 1;
  }

  private static void tell(Handle handle) {
    handle.select("select pg_notify(?, '')", CHANNEL).mapTo(String.class).findOne();
  }

  static Optional<Containment> find(Handle handle, long number) {
    return handle
        .createQuery(SELECT + "where number = :number")
        .bind("number", number)
        .map((row, _) -> containment(row))
        .findOne();
  }

  Optional<Containment> find(long number) {
    return jdbi.withHandle(handle -> find(handle, number));
  }

  /** Those of an incident, the first first. */
  List<Containment> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "where incident = :incident order by number")
            .bind("incident", incident.toString())
            .map((row, _) -> containment(row))
            .list());
  }

  /** Those that hold, the first first, drills not among them. */
  List<Containment> active(Instant now) {
    List<Containment> unlifted =
        jdbi.withHandle(handle ->
            handle
                .createQuery(SELECT + "where lifted_at is null order by number")
                .map((row, _) -> containment(row))
                .list());
    return unlifted.stream()
        .filter(each -> each.isActive(now) && !each.incident().drill())
        .toList();
  }

  /** Adds to what measures refused outside of field access. */
  void refused(Map<String, Long> byMark) {
    jdbi.useTransaction(handle ->
        byMark.forEach((mark, count) ->
            handle
                .createUpdate(
                    """
                    insert into breach.containment_refusal as r (containment, count)
                    values (:containment, :count)
                    on conflict (containment) do update set count = r.count + excluded.count
                    """)
                .bind("containment", Containment.number(mark))
                .bind("count", count)
                .execute()));
  }

  long refused(long number) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select count from breach.containment_refusal where containment = :number")
            .bind("number", number)
            .mapTo(Long.class)
            .findOne()
            .orElse(0L));
  }

  static void waive(Handle handle, IncidentId incident, Reason reason, Instant now, String actor) {
    handle
        .createUpdate(
            """
            insert into breach.containment_waived (incident, at, actor, reason)
            values (:incident, :at, :actor, :reason)
            on conflict (incident) do update
              set at = excluded.at, actor = excluded.actor, reason = excluded.reason
            """)
        .bind("incident", incident.toString())
        .bind("at", now.atOffset(ZoneOffset.UTC))
        .bind("actor", actor)
        .bind("reason", reason.text())
        .execute();
  }

  Optional<Reason> waived(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select reason from breach.containment_waived where incident = :incident")
            .bind("incident", incident.toString())
            .mapTo(String.class)
            .findOne()
            .map(Reason::new));
  }

  private static Containment containment(ResultSet row) throws SQLException {
    long setting = row.getLong("setting");
    OptionalLong daily = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(setting);
    Optional<Instant> lifted = time(row, "lifted_at");
    String by = row.getString("lifted_by");
    return new Containment(
        row.getLong("number"),
        IncidentId.parse(row.getString("incident")),
        new Measure(Measure.Kind.parse(row.getString("kind")), row.getString("target"), daily),
        new Reason(row.getString("reason")),
        time(row, "started_at").orElseThrow(),
        row.getString("started_by"),
        time(row, "until"),
        row.getLong("log_from"),
        lifted.map(at -> new Containment.Lifted(at, by)));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}

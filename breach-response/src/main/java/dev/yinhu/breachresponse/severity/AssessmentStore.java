package dev.yinhu.breachresponse.severity;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.assessment}. Rows are added and never changed. Thread-safe. */
final class AssessmentStore {
  private static final String COLUMNS = "number, incident, at, actor, estimate, content";

  private final Jdbi jdbi;

  AssessmentStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Gives its number. */
  static long add(
      Handle handle,
      IncidentId incident,
      Instant at,
      String actor,
      OptionalLong estimate,
      AssessmentJson.Content content) {
    return handle
        .createQuery(
            """
            insert into breach.assessment (incident, at, actor, estimate, content)
            values (:incident, :at, :actor, :estimate, cast(:content as jsonb))
            returning number
            """)
        .bind("incident", incident.toString())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("actor", actor)
        .bind("estimate", estimate.isPresent() ? (Long) estimate.getAsLong() : null)
        .bind("content", AssessmentJson.write(content))
        .mapTo(Long.class)
        .one();
  }

  Optional<Assessment> latest(IncidentId incident) {
    return jdbi.withHandle(handle -> latest(handle, incident));
  }

  static Optional<Assessment> latest(Handle handle, IncidentId incident) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from breach.assessment where incident = :incident order by number desc limit 1")
        .bind("incident", incident.toString())
        .map((row, _) -> assessment(row))
        .findOne();
  }

  List<Assessment> all(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from breach.assessment where incident = :incident order by number")
            .bind("incident", incident.toString())
            .map((row, _) -> assessment(row))
            .list());
  }

  private static Assessment assessment(ResultSet row) throws SQLException {
    AssessmentJson.Content content = AssessmentJson.read(row.getString("content"));
    long estimate = row.getLong("estimate");
    OptionalLong from = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(estimate);
    return new Assessment(
        row.getLong("number"),
        IncidentId.parse(row.getString("incident")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        content.judgement(),
        content.counts(),
        from,
        content.severity(),
        content.tables());
  }
}

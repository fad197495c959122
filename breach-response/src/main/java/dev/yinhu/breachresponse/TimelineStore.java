package dev.yinhu.breachresponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.timeline}. Rows are added and never changed. Thread-safe. */
final class TimelineStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final Jdbi jdbi;

  TimelineStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void add(
      Handle handle,
      IncidentId incident,
      Instant at,
      Order order,
      String act,
      Map<String, String> details) {
    handle
        .createUpdate(
            """
            insert into breach.timeline (incident, at, actor, request, act, details)
            values (:incident, :at, :actor, :request, :act, cast(:details as jsonb))
            """)
        .bind("incident", incident.toString())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("actor", order.actor())
        .bind("request", order.requestId())
        .bind("act", act)
        .bind("details", text(details))
        .execute();
  }

  List<TimelineLine> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select number, at, actor, act, details from breach.timeline
                where incident = :incident order by number
                """)
            .bind("incident", incident.toString())
            .map((row, _) -> line(row))
            .list());
  }

  private static TimelineLine line(ResultSet row) throws SQLException {
    return new TimelineLine(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("act"),
        details(row.getString("details")));
  }

  private static String text(Map<String, String> details) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(details));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts cannot be written as JSON", e);
    }
  }

  private static Map<String, String> details(String json) {
    try {
      return JSON.readValue(json, DETAILS);
    } catch (JsonProcessingException e) {
      throw new BreachException("a line of the timeline is damaged: its details are no JSON", e);
    }
  }
}

package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.public_notice}. Rows are added and never changed. Thread-safe. */
final class PublicNoticeStore {
  private final Jdbi jdbi;

  PublicNoticeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static PublicNotice add(
      Handle handle,
      IncidentId incident,
      Instant now,
      String by,
      String place,
      String text,
      long persons) {
    return handle
        .createQuery(
            """
            insert into breach.public_notice (incident, at, actor, place, text, persons)
            values (:incident, :now, :by, :place, :text, :persons) returning *
            """)
        .bind("incident", incident.toString())
        .bind("now", TellingStore.time(now))
        .bind("by", by)
        .bind("place", place)
        .bind("text", text)
        .bind("persons", persons)
        .map((row, _) -> notice(row))
        .one();
  }

  private static PublicNotice notice(ResultSet row) throws SQLException {
    return new PublicNotice(
        row.getLong("number"),
        TellingStore.instant(row, "at"),
        row.getString("actor"),
        row.getString("place"),
        row.getString("text"),
        row.getLong("persons"));
  }

  List<PublicNotice> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from breach.public_notice where incident = :incident order by number")
            .bind("incident", incident.toString())
            .map((row, _) -> notice(row))
            .list());
  }
}

package dev.yinhu.breachresponse.incident;

import static dev.yinhu.breachresponse.incident.IncidentStore.at;
import static dev.yinhu.breachresponse.incident.IncidentStore.instant;

import dev.yinhu.breachresponse.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code breach.evidence} and {@code breach.custody}. Thread-safe. */
final class EvidenceStore {
  private final Jdbi jdbi;

  EvidenceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static long add(Handle handle, IncidentId incident, EvidenceBook.Found found, Instant now) {
    return handle
        .createQuery(
            """
            insert into breach.evidence (incident, name, sha256, bytes, kept_where, collected_at)
            values (:incident, :name, :sha256, :bytes, :where, :now) returning id
            """)
        .bind("incident", incident.toString())
        .bind("name", found.name().text())
        .bind("sha256", HexFormat.of().parseHex(found.sha256()))
        .bind("bytes", found.bytes())
        .bind("where", found.keptWhere().text())
        .bind("now", at(now))
        .mapTo(Long.class)
        .one();
  }

  /** False when the incident has no such evidence. */
  static boolean pass(Handle handle, IncidentId incident, long evidence, CustodyLine line) {
    return handle
            .createUpdate(
                """
                insert into breach.custody (evidence, at, by, act, holder, reason)
                select id, :at, :by, :act, :holder, :reason from breach.evidence
                where incident = :incident and id = :evidence
                """)
            .bind("at", at(line.at()))
            .bind("by", line.by())
            .bind("act", line.act())
            .bind("holder", line.holder())
            .bind("reason", line.reason())
            .bind("incident", incident.toString())
            .bind("evidence", evidence)
            .execute()
        == 1;
  }

  List<Evidence> of(IncidentId incident) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from breach.evidence where incident = :incident order by id")
            .bind("incident", incident.toString())
            .map((row, _) -> evidence(row, custody(handle, row.getLong("id"))))
            .list());
  }

  private static Evidence evidence(ResultSet row, List<CustodyLine> custody) throws SQLException {
    return new Evidence(
        row.getLong("id"),
        row.getString("name"),
        HexFormat.of().formatHex(row.getBytes("sha256")),
        row.getLong("bytes"),
        row.getString("kept_where"),
        instant(row, "collected_at"),
        custody);
  }

  private static List<CustodyLine> custody(Handle handle, long evidence) {
    return handle
        .createQuery("select * from breach.custody where evidence = :evidence order by id")
        .bind("evidence", evidence)
        .map((row, _) ->
            new CustodyLine(
                instant(row, "at"),
                row.getString("by"),
                row.getString("act"),
                row.getString("holder"),
                row.getString("reason")))
        .list();
  }
}

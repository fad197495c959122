package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.report.ReportVersion.Filed;
import dev.yinhu.breachresponse.report.ReportVersion.Receipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL over reports. A filed version never changes; a trigger sees to it. Stateless. */
final class ReportStore {
  private ReportStore() {}

  /** One act at a time for the reports of a duty, over all nodes, until the transaction ends. */
  static void lock(Handle handle, IncidentId incident, DutyName duty) {
    handle
        .createQuery("select 1 from pg_advisory_xact_lock(hashtextextended('report ' || :name, 0))")
        .bind("name", incident + " " + duty)
        .mapTo(Integer.class)
        .one();
  }

  /** Writes the draft, in place of the one that was there under this number. */
  static void draft(Handle handle, ReportContent content, String json, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into breach.report_version
              (incident, duty, version, kind, content, drafted_by, drafted_at)
            values (:incident, :duty, :version, :kind, :content, :by, :at)
            on conflict (incident, duty, version) do update
              set kind = excluded.kind, content = excluded.content,
                  drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at
            """)
        .bind("incident", content.incident().toString())
        .bind("duty", content.duty().toString())
        .bind("version", content.version())
        .bind("kind", content.kind().wire())
        .bind("content", json)
        .bind("by", by)
        .bind("at", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  static void file(Handle handle, ReportContent content, String json, Filed filed) {
    handle
        .createUpdate(
            """
            update breach.report_version
            set content = :content, sha256 = :sha256, filed_by = :by, filed_at = :at
            where incident = :incident and duty = :duty and version = :version
            """)
        .bind("incident", content.incident().toString())
        .bind("duty", content.duty().toString())
        .bind("version", content.version())
        .bind("content", json)
        .bind("sha256", filed.sha256())
        .bind("by", filed.by())
        .bind("at", filed.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  static void receipt(
      Handle handle, IncidentId incident, DutyName duty, int version, Receipt receipt) {
    handle
        .createUpdate(
            """
            insert into breach.report_receipt (incident, duty, version, receipt, actor, at)
            values (:incident, :duty, :version, :receipt, :actor, :at)
            """)
        .bind("incident", incident.toString())
        .bind("duty", duty.toString())
        .bind("version", version)
        .bind("receipt", receipt.number())
        .bind("actor", receipt.by())
        .bind("at", receipt.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** By duty, then version. */
  static List<ReportVersion> of(Handle handle, IncidentId incident) {
    return handle
        .createQuery(
            """
            select v.*, r.receipt, r.actor as receipt_by, r.at as receipt_at
            from breach.report_version v
              left join breach.report_receipt r using (incident, duty, version)
            where incident = :incident order by duty collate "C", version
            """)
        .bind("incident", incident.toString())
        .map((row, _) -> version(row))
        .list();
  }

  private static ReportVersion version(ResultSet row) throws SQLException {
    String json = row.getString("content");
    String sha256 = row.getString("sha256");
    String receipt = row.getString("receipt");
    return new ReportVersion(
        ContentJson.read(json),
        json,
        row.getString("drafted_by"),
        instant(row, "drafted_at"),
        sha256 == null
            ? Optional.empty()
            : Optional.of(new Filed(sha256, row.getString("filed_by"), instant(row, "filed_at"))),
        receipt == null
            ? Optional.empty()
            : Optional.of(
                new Receipt(receipt, row.getString("receipt_by"), instant(row, "receipt_at"))));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}

package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.Decision.Approval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL over decisions and approvals. Rows are added and never changed. Stateless. */
final class DecisionStore {
  private DecisionStore() {}

  /** The number that it got; the decision's own is not looked at. */
  static long add(Handle handle, IncidentId incident, Decision made) {
    return handle
        .createQuery(
            """
            insert into breach.duty_decision
              (incident, duty, choice, ground, reason, evidence, actor, at)
            values (:incident, :duty, :choice, :ground, :reason, :evidence, :actor, :at)
            returning number
            """)
        .bind("incident", incident.toString())
        .bind("duty", made.duty().toString())
        .bind("choice", made.choice().wire())
        .bind("ground", made.ground().orElse(null))
        .bind("reason", made.reason())
        .bind("evidence", made.evidence().orElse(null))
        .bind("actor", made.by())
        .bind("at", made.at().atOffset(ZoneOffset.UTC))
        .mapTo(Long.class)
        .one();
  }

  static void approve(Handle handle, long decision, String actor, Instant now) {
    handle
        .createUpdate(
            "insert into breach.duty_approval (decision, actor, at) values (:decision, :actor,"
                + " :at)")
        .bind("decision", decision)
        .bind("actor", actor)
        .bind("at", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** The first first. */
  static List<Decision> of(Handle handle, IncidentId incident) {
    return handle
        .createQuery(
            """
            select d.*, a.actor as approver, a.at as approved
            from breach.duty_decision d left join breach.duty_approval a on a.decision = d.number
            where d.incident = :incident order by d.number
            """)
        .bind("incident", incident.toString())
        .map((row, _) -> decision(row))
        .list();
  }

  private static Decision decision(ResultSet row) throws SQLException {
    String approver = row.getString("approver");
    return new Decision(
        row.getLong("number"),
        DutyName.parse(row.getString("duty")),
        Choice.parse(row.getString("choice")),
        Optional.ofNullable(row.getString("ground")),
        row.getString("reason"),
        Optional.ofNullable(row.getString("evidence")),
        row.getString("actor"),
        DutyStore.instant(row, "at"),
        approver == null
            ? Optional.empty()
            : Optional.of(new Approval(approver, DutyStore.instant(row, "approved"))));
  }
}

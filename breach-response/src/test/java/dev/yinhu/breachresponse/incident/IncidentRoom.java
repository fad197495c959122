package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database with all that keeps incidents, and a gate that can be shut. */
public final class IncidentRoom implements AutoCloseable {
  /** Two people, who are needed for some acts. */
  public static final Order DPO = new Order("dpo", "r-1");

  /** The other one. */
  public static final Order LEAD = new Order("security-lead", "r-2");

  /** Two o'clock at night in Shanghai. */
  public static final Instant START = Instant.parse("2026-03-01T18:00:00Z");

  /** Open. */
  public final TestDatabase database = TestDatabase.create("audit", "breach");

  /** What time it is. */
  public volatile Instant now = START;

  final List<Gate.Missing> shut = new ArrayList<>();
  final AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);

  /** Over the database and the log. */
  public final Acts acts = new Acts(database.jdbi(), log, () -> now);

  final Worklist work = new Worklist(database.jdbi(), acts);
  final EvidenceBook evidence = new EvidenceBook(database.jdbi(), acts);
  final Approvals approvals = new Approvals(database.jdbi(), acts);
  final PostMortems postMortems =
      new PostMortems(database.jdbi(), acts, new KnownChanges(version -> version <= 12));

  /** With every gate of this package. */
  public final Incidents incidents =
      new Incidents(database.jdbi(), acts, List.of(work, postMortems, (_, _) -> List.copyOf(shut)));

  static Opening opening(boolean drill) {
    return new Opening(new Reason("客服批量查询"), drill, "dpo", Optional.empty());
  }

  /** The log, for what reads it. */
  public AuditLog log() {
    return log;
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}

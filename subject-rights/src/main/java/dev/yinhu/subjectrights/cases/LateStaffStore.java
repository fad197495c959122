package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** SQL over cases that wait for staff. Safe for use by many threads and nodes. */
final class LateStaffStore {
  private static final String WAITING = "ended_at is null and state = 'needs-human'";
  private static final String TOLD =
      "exists (select from rights.case_event e where e.case_id = c.id and e.event = :event"
          + " and e.at >= c.since)";

  private final Jdbi jdbi;

  LateStaffStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Those whose history does not say yet that staff are late, who wait longest first. */
  List<CaseId> untold(int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select id from rights.subject_case c where %s and not %s order by since, id limit :most"
                    .formatted(WAITING, TOLD))
            .bind("event", EventWords.STAFF_LATE)
            .bind("most", most)
            .mapTo(String.class)
            .map(CaseId::new)
            .list());
  }

  /** How many wait whose history says it. */
  long told() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select count(*) from rights.subject_case c where %s and %s"
                    .formatted(WAITING, TOLD))
            .bind("event", EventWords.STAFF_LATE)
            .mapTo(Long.class)
            .one());
  }
}

package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over cases that have ended, for figures. Safe for use by many threads and nodes. */
final class EndedCaseStore {
  private final Jdbi jdbi;

  EndedCaseStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Names of those that ended from then to before then, by their names. */
  List<String> between(Instant from, Instant to) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select id from rights.subject_case where ended_at >= :from and ended_at < :to"
                    + " order by id")
            .bind("from", CaseStore.at(from))
            .bind("to", CaseStore.at(to))
            .mapTo(String.class)
            .list());
  }

  /** When the first of all ended; empty when none has. */
  Optional<Instant> first() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select min(ended_at) as first from rights.subject_case")
            .map((row, _) -> CaseStore.instant(row, "first"))
            .one());
  }
}

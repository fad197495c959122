package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over how many cases there are at once. Safe for use by many threads and nodes. */
final class CaseFloodStore {
  private final Jdbi jdbi;

  CaseFloodStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Instant> newest() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select received_at as newest from rights.subject_case"
                    + " order by received_at desc, id desc limit 1")
            .map((row, _) -> CaseStore.instant(row, "newest"))
            .findOne()
            .flatMap(newest -> newest));
  }

  List<CaseFlood> byCaller(Instant since, int least) {
    return floods("opened_by", since, least);
  }

  List<CaseFlood> byPerson(Instant since, int least) {
    return floods("subject", since, least);
  }

  private List<CaseFlood> floods(String column, Instant since, int least) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select %1$s as whose, count(*) as cases, min(received_at) as first,
                  max(received_at) as last
                from rights.subject_case where received_at > :since
                group by %1$s having count(*) >= :least order by %1$s
                """
                    .formatted(column))
            .bind("since", CaseStore.at(since))
            .bind("least", least)
            .map((row, _) ->
                new CaseFlood(
                    row.getString("whose"),
                    row.getLong("cases"),
                    CaseStore.instant(row, "first").orElseThrow(),
                    CaseStore.instant(row, "last").orElseThrow()))
            .list());
  }
}

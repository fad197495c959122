package dev.yinhu.subjectrights.erasure;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * SQL over {@code rights.tombstone}. Each change tells every node. Safe for use by many threads.
 */
final class TombstoneStore {
  static final String CHANNEL = "rights_tombstone";

  private final Jdbi jdbi;

  TombstoneStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void place(String subject, CaseId id, Instant now) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              """
              insert into rights.tombstone (subject, case_id, placed_at)
              values (:subject, :id, :now) on conflict do nothing
              """)
          .bind("subject", subject)
          .bind("id", id.text())
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .execute();
      handle.execute("select pg_notify(?, '')", CHANNEL);
    });
  }

  void remove(CaseId id) {
    jdbi.useTransaction(handle -> {
      handle.execute("delete from rights.tombstone where case_id = ?", id.text());
      handle.execute("select pg_notify(?, '')", CHANNEL);
    });
  }

  /** Name of the case by reference of the person. */
  Map<String, String> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select subject, case_id from rights.tombstone")
            .map((row, _) -> Map.entry(row.getString("subject"), row.getString("case_id")))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}

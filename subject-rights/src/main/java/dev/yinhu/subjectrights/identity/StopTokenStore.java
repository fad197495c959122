package dev.yinhu.subjectrights.identity;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.stop_token}. Safe for use by many threads and nodes. */
final class StopTokenStore {
  private final Jdbi jdbi;

  StopTokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void add(Handle handle, byte[] hash, CaseId id, Instant ends) {
    handle
        .createUpdate(
            "insert into rights.stop_token (hash, case_id, ends_at) values (:hash, :id, :ends)")
        .bind("hash", hash)
        .bind("id", id.text())
        .bind("ends", CodeStore.at(ends))
        .execute();
  }

  Optional<CaseId> find(byte[] hash, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select case_id from rights.stop_token where hash = :hash and ends_at > :now")
            .bind("hash", hash)
            .bind("now", CodeStore.at(now))
            .mapTo(String.class)
            .map(CaseId::new)
            .findOne());
  }

  void forget(CaseId id) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("delete from rights.stop_token where case_id = :id")
            .bind("id", id.text())
            .execute());
  }
}

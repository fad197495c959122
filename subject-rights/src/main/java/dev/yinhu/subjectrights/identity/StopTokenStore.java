package dev.yinhu.subjectrights.identity;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.stop_token}. Safe for use by many threads and nodes. */
final class StopTokenStore {
  private final Jdbi jdbi;

  StopTokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** In the caller's transaction. */
  static void add(Connection transaction, byte[] hash, CaseId id, Instant ends) {
    try (PreparedStatement insert =
        transaction.prepareStatement(
            "insert into rights.stop_token (hash, case_id, ends_at) values (?, ?, ?)")) {
      insert.setBytes(1, hash);
      insert.setString(2, id.text());
      insert.setObject(3, CodeStore.at(ends));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new RightsException("the token of a stop cannot be kept; nothing was told", e);
    }
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

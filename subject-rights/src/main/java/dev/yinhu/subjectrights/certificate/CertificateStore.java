package dev.yinhu.subjectrights.certificate;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.certificate}. Safe for use by many threads and nodes. */
final class CertificateStore {
  private final Jdbi jdbi;

  CertificateStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Keeps the first certificate of the case; another one changes nothing. */
  void add(CaseId id, String text, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into rights.certificate (case_id, text, issued_at)
                values (:id, :text, :now) on conflict do nothing
                """)
            .bind("id", id.text())
            .bind("text", text)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  Optional<String> find(CaseId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select text from rights.certificate where case_id = :id")
            .bind("id", id.text())
            .mapTo(String.class)
            .findOne());
  }
}

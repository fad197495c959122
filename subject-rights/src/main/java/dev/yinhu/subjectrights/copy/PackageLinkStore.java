package dev.yinhu.subjectrights.copy;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.package_link}. Safe for use by many threads and nodes. */
final class PackageLinkStore {
  private final Jdbi jdbi;

  /**
   * A token that was shown.
   *
   * @param isGood whether its time was not over
   */
  record Shown(CaseId id, boolean isGood) {}

  PackageLinkStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Until when it is good; empty when there is no whole package. The one before is gone. */
  Optional<Instant> put(CaseId id, byte[] hash, Instant now, Instant ends) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                insert into rights.package_link as l (case_id, hash, ends_at)
                select case_id, :hash, least(expires_at, :ends) from rights.copy_package
                where case_id = :id and complete and expires_at > :now
                on conflict (case_id) do update set hash = excluded.hash,
                  ends_at = excluded.ends_at
                returning ends_at
                """)
            .bind("id", id.text())
            .bind("hash", hash)
            .bind("now", at(now))
            .bind("ends", at(ends))
            .mapTo(OffsetDateTime.class)
            .map(OffsetDateTime::toInstant)
            .findOne());
  }

  /** Uses it up: of all who come at once with it, one gets it. */
  Optional<Shown> take(byte[] hash, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "delete from rights.package_link where hash = :hash"
                    + " returning case_id, ends_at > :now as good")
            .bind("hash", hash)
            .bind("now", at(now))
            .map(
                (row, _) -> new Shown(new CaseId(row.getString("case_id")), row.getBoolean("good")))
            .findOne());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

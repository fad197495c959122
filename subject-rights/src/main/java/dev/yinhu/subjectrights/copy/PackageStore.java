package dev.yinhu.subjectrights.copy;

import dev.yinhu.subjectrights.CaseId;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.copy_package} and its pieces. Safe for use by many threads and nodes. */
final class PackageStore {
  private static final int PIECE = 1 << 20;

  private final Jdbi jdbi;

  PackageStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Begins anew: what was made before for the case is gone. */
  void begin(CaseId id, Instant now, Instant expires) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate("delete from rights.copy_package where case_id = :id")
          .bind("id", id.text())
          .execute();
      handle
          .createUpdate(
              """
              insert into rights.copy_package (case_id, made_at, expires_at)
              values (:id, :now, :expires)
              """)
          .bind("id", id.text())
          .bind("now", at(now))
          .bind("expires", at(expires))
          .execute();
    });
  }

  /** What is written to it becomes pieces; memory holds one. */
  OutputStream pieces(CaseId id) {
    return new PieceStream(PIECE, (number, content) -> add(id, number, content));
  }

  private void add(CaseId id, int number, byte[] content) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into rights.copy_piece (case_id, number, content)"
                    + " values (:id, :number, :content)")
            .bind("id", id.text())
            .bind("number", number)
            .bind("content", content)
            .execute());
  }

  /** The package is whole. */
  void complete(CaseId id, FileHash whole, byte[] sealedPassphrase) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update rights.copy_package set complete = true, bytes = :bytes, sha256 = :sha256,
                  sealed_passphrase = :sealed
                where case_id = :id
                """)
            .bind("id", id.text())
            .bind("bytes", whole.bytes())
            .bind("sha256", whole.sha256())
            .bind("sealed", sealedPassphrase)
            .execute());
  }

  /** The package, when it is whole and its time is not over. */
  Optional<CopyPackage> find(CaseId id, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select bytes, sha256, expires_at, sealed_passphrase is not null as untold,
                  (select count(*) from rights.copy_piece c where c.case_id = p.case_id) as pieces
                from rights.copy_package p
                where case_id = :id and complete and expires_at > :now
                """)
            .bind("id", id.text())
            .bind("now", at(now))
            .map((row, _) ->
                new CopyPackage(
                    row.getLong("bytes"),
                    row.getString("sha256"),
                    row.getInt("pieces"),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("untold")))
            .findOne());
  }

  Optional<byte[]> piece(CaseId id, int number) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select content from rights.copy_piece where case_id = :id and number = :number")
            .bind("id", id.text())
            .bind("number", number)
            .mapTo(byte[].class)
            .findOne());
  }

  void taken(CaseId id) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("update rights.copy_package set taken = taken + 1 where case_id = :id")
            .bind("id", id.text())
            .execute());
  }

  /** Gives the sealed passphrase to the first who asks, and forgets it. */
  Optional<byte[]> takePassphrase(CaseId id, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                with known as (
                  select sealed_passphrase from rights.copy_package
                  where case_id = :id and complete and expires_at > :now
                    and sealed_passphrase is not null for update)
                update rights.copy_package set sealed_passphrase = null
                from known where case_id = :id
                returning known.sealed_passphrase
                """)
            .bind("id", id.text())
            .bind("now", at(now))
            .mapTo(byte[].class)
            .findOne());
  }

  /** Deletes those whose time is over; gives how many. */
  int deleteExpired(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from rights.copy_package where expires_at <= :now")
            .bind("now", at(now))
            .execute());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

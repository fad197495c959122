package dev.yinhu.subjectrights.indicator;

import dev.yinhu.subjectrights.RightsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.indicator_snapshot}. Rows are added and never changed. */
final class SnapshotStore {
  private final Jdbi jdbi;

  SnapshotStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Adds it, durably, unless the period has one; tells whether it did. */
  boolean add(Snapshot snapshot, Instant now) {
    byte[] content = snapshot.json().getBytes(StandardCharsets.UTF_8);
    Period period = snapshot.period();
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    insert into rights.indicator_snapshot (kind, year, number, zone, content,
                      sha256, made_at)
                    values (:kind, :year, :number, :zone, :content, :sha256, :now)
                    on conflict do nothing
                    """)
                .bind("kind", period.kind().wire())
                .bind("year", period.year())
                .bind("number", period.number())
                .bind("zone", period.zone().getId())
                .bind("content", content)
                .bind("sha256", sha256(content))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute()
            == 1);
  }

  /**
   * The one of the period.
   *
   * @throws RightsException when the row was changed since it was written
   */
  Optional<Snapshot> find(Period period) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select content, sha256 from rights.indicator_snapshot
                where kind = :kind and year = :year and number = :number and zone = :zone
                """)
            .bind("kind", period.kind().wire())
            .bind("year", period.year())
            .bind("number", period.number())
            .bind("zone", period.zone().getId())
            .map((row, _) -> checked(period, row.getBytes("content"), row.getBytes("sha256")))
            .findOne());
  }

  /** All, the oldest first; their content is not looked into. */
  List<Frozen> list() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select kind, year, number, zone, encode(sha256, 'hex') as hash, made_at
                from rights.indicator_snapshot order by year, kind desc, number, zone
                """)
            .map((row, _) ->
                new Frozen(
                    new Period(
                        kind(row.getString("kind")),
                        row.getInt("year"),
                        row.getInt("number"),
                        ZoneId.of(row.getString("zone"))),
                    row.getString("hash"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant()))
            .list());
  }

  private static PeriodKind kind(String wire) {
    return wire.equals(PeriodKind.QUARTER.wire()) ? PeriodKind.QUARTER : PeriodKind.HALF_YEAR;
  }

  /** Does the work unless another node is at it; tells whether it was done. */
  boolean alone(Runnable work) {
    return jdbi.inTransaction(handle -> {
      boolean free =
          handle
              .createQuery(
                  "select pg_try_advisory_xact_lock(hashtextextended('rights.snapshots', 0))")
              .mapTo(Boolean.class)
              .one();
      if (free) {
        work.run();
      }
      return free;
    });
  }

  private static Snapshot checked(Period period, byte[] content, byte[] sha256) {
    if (!MessageDigest.isEqual(sha256(content), sha256)) {
      throw new RightsException(
          "the frozen figures of "
              + period.kind().wire()
              + " "
              + period.number()
              + " of "
              + period.year()
              + " were changed in the database: restore the row from a backup");
    }
    return new Snapshot(period, new String(content, StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

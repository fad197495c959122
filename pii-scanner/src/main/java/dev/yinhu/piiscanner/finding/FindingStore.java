package dev.yinhu.piiscanner.finding;

import dev.yinhu.piiscanner.PiiType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL over {@code scan.finding} and its history. */
final class FindingStore {
  private final Jdbi jdbi;

  FindingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void seen(UUID job, List<Sighting> sightings, Instant now) {
    jdbi.useTransaction(handle -> sightings.forEach(sighting -> seen(handle, job, sighting, now)));
  }

  private static void seen(Handle handle, UUID job, Sighting seen, Instant now) {
    String kind = before(handle, seen);
    long id = put(handle, job, seen, now);
    if (!kind.equals("same")) {
      event(handle, id, now, job.toString(), kind, Triage.OPEN, null);
    }
  }

  /** What seeing it now is: found for the first time, returned or the same; locks its row. */
  private static String before(Handle handle, Sighting seen) {
    return handle
        .createQuery(
            """
            select case when gone_at is not null or triage = 'resolved'
              then 'returned' else 'same' end
            from scan.finding where store = :store and place = :place and type = :type
            for update
            """)
        .bind("store", seen.store())
        .bind("place", seen.place())
        .bind("type", seen.type().name())
        .mapTo(String.class)
        .findOne()
        .orElse("found");
  }

  /** Adds it, or brings it to what was seen now; gives its number. */
  private static long put(Handle handle, UUID job, Sighting seen, Instant now) {
    return handle
        .createQuery(
            """
            insert into scan.finding (store, place, type, occurrences, share, confidence,
              sample, fingerprint, first_seen, last_seen, last_job)
            values (:store, :place, :type, :occurrences, :share, :confidence,
              :sample, :fingerprint, :now, :now, :job)
            on conflict (store, place, type) do update set
              occurrences = excluded.occurrences, share = excluded.share,
              confidence = excluded.confidence, sample = excluded.sample,
              fingerprint = excluded.fingerprint, last_seen = excluded.last_seen,
              last_job = excluded.last_job, gone_at = null,
              triage = case when finding.gone_at is not null or finding.triage = 'resolved'
                then 'open' else finding.triage end
            returning id
            """)
        .bind("store", seen.store())
        .bind("place", seen.place())
        .bind("type", seen.type().name())
        .bind("occurrences", seen.occurrences())
        .bind("share", seen.share().isPresent() ? (Double) seen.share().getAsDouble() : null)
        .bind("confidence", seen.confidence())
        .bind("sample", seen.sample())
        .bind("fingerprint", seen.fingerprint())
        .bind("now", now)
        .bind("job", job)
        .mapTo(Long.class)
        .one();
  }

  /** Those at a place that are of none of these types are gone. */
  void gone(UUID job, String store, String place, Set<PiiType> present, Instant now) {
    jdbi.useTransaction(handle ->
        handle
            .createQuery(
                """
                update scan.finding set gone_at = :now
                where store = :store and place = :place and gone_at is null
                  and not type = any(:present) returning id
                """)
            .bind("now", now)
            .bind("store", store)
            .bind("place", place)
            .bindArray("present", String.class, present.stream().map(PiiType::name).toList())
            .mapTo(Long.class)
            .list()
            .forEach(id -> event(handle, id, now, job.toString(), "gone", null, null)));
  }

  /** Those in and below a place that this job has not seen are gone. */
  void left(UUID job, String store, String below, Instant now) {
    jdbi.useTransaction(handle ->
        handle
            .createQuery(
                """
                update scan.finding set gone_at = :now
                where store = :store and gone_at is null and last_job <> :job
                  and (:below = '' or place = :below or starts_with(place, :below || '/')
                    or starts_with(place, :below || '!/'))
                returning id
                """)
            .bind("now", now)
            .bind("store", store)
            .bind("job", job)
            .bind("below", below)
            .mapTo(Long.class)
            .list()
            .forEach(id -> event(handle, id, now, job.toString(), "gone", null, null)));
  }

  /** Acceptances whose last day has passed are open again. */
  void expire(LocalDate today, Instant now) {
    jdbi.useTransaction(handle ->
        handle
            .createQuery(
                """
                update scan.finding set triage = 'open', until = null
                where triage = 'accepted' and until < :today returning id
                """)
            .bind("today", today)
            .mapTo(Long.class)
            .list()
            .forEach(id -> event(handle, id, now, "-", "expired", Triage.OPEN, null)));
  }

  void decide(long id, Decision decision, Instant now) {
    jdbi.useTransaction(handle -> {
      int changed =
          handle
              .createUpdate(
                  """
                  update scan.finding set triage = :triage, until = :until,
                    assignee = coalesce(:assignee, assignee)
                  where id = :id
                  """)
              .bind("id", id)
              .bind("triage", decision.triage().text())
              .bind("until", decision.until().orElse(null))
              .bind("assignee", decision.assignee().orElse(null))
              .execute();
      if (changed == 1) {
        String note = decision.note().orElse(null);
        event(handle, id, now, decision.by(), "triage", decision.triage(), note);
      }
    });
  }

  private static void event(
      Handle handle,
      long id,
      Instant now,
      String by,
      String kind,
      @Nullable Triage triage,
      @Nullable String note) {
    // The finding's row is locked by this transaction, so no two take the same number.
    handle
        .createUpdate(
            """
            insert into scan.finding_event (finding, number, at, by, kind, triage, note)
            select :id, coalesce(max(number), 0) + 1, :at, :by, :kind, :triage, :note
            from scan.finding_event where finding = :id
            """)
        .bind("id", id)
        .bind("at", now)
        .bind("by", by)
        .bind("kind", kind)
        .bind("triage", triage == null ? null : triage.text())
        .bind("note", note)
        .execute();
  }

  Optional<StoredFinding> find(long id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from scan.finding where id = :id")
            .bind("id", id)
            .map(FindingStore::finding)
            .findOne());
  }

  List<StoredFinding> page(FindingFilter filter, long after, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from scan.finding
                where id > :after and (:gone or gone_at is null)
                  and (cast(:store as text) is null or store = :store)
                  and (cast(:type as text) is null or type = :type)
                  and (cast(:triage as text) is null or triage = :triage)
                order by id limit :most
                """)
            .bind("after", after)
            .bind("gone", filter.gone())
            .bind("store", filter.store().orElse(null))
            .bind("type", filter.type().map(PiiType::name).orElse(null))
            .bind("triage", filter.triage().map(Triage::text).orElse(null))
            .bind("most", most)
            .map(FindingStore::finding)
            .list());
  }

  /** Found, or found again after they were gone, by this job, and still there. */
  List<StoredFinding> newBy(UUID job, long after, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from scan.finding
                where id > :after and gone_at is null and id in (
                  select finding from scan.finding_event
                  where by = :job and kind in ('found', 'returned'))
                order by id limit :most
                """)
            .bind("after", after)
            .bind("job", job.toString())
            .bind("most", most)
            .map(FindingStore::finding)
            .list());
  }

  List<FindingEvent> history(long id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from scan.finding_event where finding = :id order by number")
            .bind("id", id)
            .map(FindingStore::event)
            .list());
  }

  private static FindingEvent event(ResultSet row, StatementContext context) throws SQLException {
    return new FindingEvent(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("by"),
        row.getString("kind"),
        Optional.ofNullable(row.getString("triage")).flatMap(Triage::of),
        Optional.ofNullable(row.getString("note")));
  }

  private static StoredFinding finding(ResultSet row, StatementContext context)
      throws SQLException {
    return new StoredFinding(
        row.getLong("id"),
        sighting(row),
        row.getObject("first_seen", OffsetDateTime.class).toInstant(),
        row.getObject("last_seen", OffsetDateTime.class).toInstant(),
        row.getObject("last_job", UUID.class),
        Optional.ofNullable(row.getObject("gone_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        Triage.of(row.getString("triage")).orElseThrow(),
        Optional.ofNullable(row.getString("assignee")),
        Optional.ofNullable(row.getObject("until", LocalDate.class)));
  }

  private static Sighting sighting(ResultSet row) throws SQLException {
    Double share = row.getObject("share", Double.class);
    return new Sighting(
        row.getString("store"),
        row.getString("place"),
        new PiiType(row.getString("type")),
        row.getLong("occurrences"),
        share == null ? OptionalDouble.empty() : OptionalDouble.of(share),
        row.getDouble("confidence"),
        row.getString("sample"),
        row.getString("fingerprint"));
  }
}

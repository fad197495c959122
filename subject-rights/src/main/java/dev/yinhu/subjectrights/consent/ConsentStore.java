package dev.yinhu.subjectrights.consent;

import dev.yinhu.fieldaccess.ConsentState;
import dev.yinhu.register.Purpose;
import dev.yinhu.subjectrights.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * SQL over {@code rights.consent_text} and {@code rights.consent_event}: rows are added and never
 * changed. Safe for use by many threads and nodes.
 */
final class ConsentStore {
  private static final HexFormat HEX = HexFormat.of();

  private final Jdbi jdbi;

  ConsentStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Adds the text unless there is one of this name; gives the one that there is then. */
  ConsentText publish(TextKey key, String text, String by, Instant now) {
    return jdbi.inTransaction(handle -> {
      handle
          .createUpdate(
              """
              insert into rights.consent_text
                (purpose, language, version, text, sha256, published_by, published_at)
              values (:purpose, :language, :version, :text, sha256(convert_to(:text, 'UTF8')),
                :by, :now)
              on conflict do nothing
              """)
          .bind("purpose", key.purpose().key())
          .bind("language", key.language())
          .bind("version", key.version())
          .bind("text", text)
          .bind("by", by)
          .bind("now", at(now))
          .execute();
      return text(handle, key).orElseThrow();
    });
  }

  Optional<ConsentText> text(TextKey key) {
    return jdbi.withHandle(handle -> text(handle, key));
  }

  private static Optional<ConsentText> text(Handle handle, TextKey key) {
    return handle
        .createQuery(
            """
            select * from rights.consent_text
            where purpose = :purpose and language = :language and version = :version
            """)
        .bind("purpose", key.purpose().key())
        .bind("language", key.language())
        .bind("version", key.version())
        .map(ConsentStore::readText)
        .findOne();
  }

  /** All texts, those published last first. */
  List<ConsentText> texts() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from rights.consent_text
                order by published_at desc, purpose, version, language
                """)
            .map(ConsentStore::readText)
            .list());
  }

  /** Adds a decision; its number. The same withdrawal of a case is added once. */
  long add(String subject, NewDecision decision, Instant now) {
    return jdbi.inTransaction(handle -> {
      Optional<Long> before =
          decision.caseId().flatMap(id -> ofCase(handle, id, decision.purpose()));
      return before.orElseGet(() -> insert(handle, subject, decision, now));
    });
  }

  private static Optional<Long> ofCase(Handle handle, CaseId id, Purpose purpose) {
    return handle
        .createQuery(
            "select id from rights.consent_event where case_id = :id and purpose = :purpose")
        .bind("id", id.text())
        .bind("purpose", purpose.key())
        .mapTo(Long.class)
        .findFirst();
  }

  private static long insert(Handle handle, String subject, NewDecision decision, Instant now) {
    return handle
        .createQuery(
            """
            insert into rights.consent_event
              (subject, purpose, decision, language, version, decided_at, recorded_at, caller,
               case_id, decided_by)
            values (:subject, :purpose, :decision, :language, :version, :decided, :now, :caller,
              :case, :by)
            returning id
            """)
        .bind("subject", subject)
        .bind("purpose", decision.purpose().key())
        .bind("decision", decision.decision().wire())
        .bind("language", decision.shown().map(TextKey::language).orElse(null))
        .bind("version", decision.shown().map(TextKey::version).orElse(null))
        .bind("decided", at(decision.decidedAt().orElse(now)))
        .bind("now", at(now))
        .bind("caller", decision.caller())
        .bind("case", decision.caseId().map(CaseId::text).orElse(null))
        .bind("by", decision.by().wire())
        .mapTo(Long.class)
        .one();
  }

  /** Everything that the person decided, the last decision first. */
  List<ConsentEvent> history(String subject) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select e.*, t.sha256 from rights.consent_event e
                left join rights.consent_text t using (purpose, language, version)
                where e.subject = :subject order by e.decided_at desc, e.id desc
                """)
            .bind("subject", subject)
            .map(ConsentStore::readEvent)
            .list());
  }

  /**
   * How the consent of these people stands: by the decision that was made last.
   *
   * @param minors whether they are under fourteen: then consents of their own do not count
   */
  Map<String, ConsentState> states(Purpose purpose, Collection<String> subjects, boolean minors) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select asked.subject, last.decision
                from unnest(:subjects) as asked (subject)
                cross join lateral (
                  select decision from rights.consent_event e
                  where e.subject = asked.subject and e.purpose = :purpose
                    and (not :minors or e.decision <> 'given' or e.decided_by = 'guardian')
                  order by e.decided_at desc, e.id desc limit 1) last
                """)
            .bind("subjects", subjects.toArray(String[]::new))
            .bind("purpose", purpose.key())
            .bind("minors", minors)
            .map((row, _) ->
                Map.entry(row.getString("subject"), decision(row.getString("decision")).state()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static ConsentText readText(ResultSet row, StatementContext context) throws SQLException {
    return new ConsentText(
        key(row),
        row.getString("text"),
        HEX.formatHex(row.getBytes("sha256")),
        row.getString("published_by"),
        instant(row, "published_at"));
  }

  private static TextKey key(ResultSet row) throws SQLException {
    return new TextKey(
        new Purpose(row.getString("purpose")), row.getString("language"), row.getString("version"));
  }

  private static ConsentEvent readEvent(ResultSet row, StatementContext context)
      throws SQLException {
    boolean shown = row.getString("version") != null;
    return new ConsentEvent(
        row.getLong("id"),
        new Purpose(row.getString("purpose")),
        decision(row.getString("decision")),
        shown ? Optional.of(key(row)) : Optional.empty(),
        shown ? Optional.of(HEX.formatHex(row.getBytes("sha256"))) : Optional.empty(),
        instant(row, "decided_at"),
        instant(row, "recorded_at"),
        row.getString("caller"),
        Optional.ofNullable(row.getString("case_id")).map(CaseId::new),
        row.getString("decided_by").equals(DecidedBy.GUARDIAN.wire())
            ? DecidedBy.GUARDIAN
            : DecidedBy.SUBJECT);
  }

  private static Decision decision(String wire) {
    return Arrays.stream(Decision.values())
        .filter(decision -> decision.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the database holds another decision"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

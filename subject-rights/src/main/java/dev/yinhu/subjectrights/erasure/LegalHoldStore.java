package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.graph.CollectionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL over {@code rights.legal_hold}. Safe for use by many threads and nodes. */
final class LegalHoldStore {
  private final Jdbi jdbi;

  LegalHoldStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The columns of a scope. */
  private record Columns(
      @Nullable String subject,
      @Nullable String collection,
      @Nullable String field,
      @Nullable String value) {
    static Columns of(LegalHold.Scope scope) {
      return switch (scope) {
        case LegalHold.Scope.OfPerson(String reference) -> new Columns(reference, null, null, null);
        case LegalHold.Scope.OfCollection(CollectionName name) ->
            new Columns(null, name.text(), null, null);
        case LegalHold.Scope.OfRows(FieldRef field, String value) ->
            new Columns(null, CollectionName.of(field).text(), field.field(), value);
      };
    }
  }

  long add(
      LegalHold.Scope scope, String reason, Optional<LocalDate> until, String by, Instant now) {
    Columns columns = Columns.of(scope);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                insert into rights.legal_hold
                  (subject, collection, field, held_value, reason, until, placed_by, placed_at)
                values (:subject, :collection, :field, :value, :reason, :until, :by, :now)
                returning id
                """)
            .bind("subject", columns.subject())
            .bind("collection", columns.collection())
            .bind("field", columns.field())
            .bind("value", columns.value())
            .bind("reason", reason)
            .bind("until", until.orElse(null))
            .bind("by", by)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .mapTo(Long.class)
            .one());
  }

  /** False when there is none of this number that was not lifted. */
  boolean lift(long id, String by, Instant now) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    update rights.legal_hold set lifted_by = :by, lifted_at = :now
                    where id = :id and lifted_at is null
                    """)
                .bind("id", id)
                .bind("by", by)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute()
            == 1);
  }

  /** Those that are neither lifted nor over on that day. */
  List<LegalHold> inForce(LocalDate day) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from rights.legal_hold
                where lifted_at is null and (until is null or until >= :day) order by id
                """)
            .bind("day", day)
            .map(LegalHoldStore::read)
            .list());
  }

  private static LegalHold read(ResultSet row, StatementContext context) throws SQLException {
    return new LegalHold(
        row.getLong("id"),
        scope(row),
        row.getString("reason"),
        Optional.ofNullable(row.getObject("until", LocalDate.class)),
        row.getString("placed_by"),
        row.getObject("placed_at", OffsetDateTime.class).toInstant());
  }

  private static LegalHold.Scope scope(ResultSet row) throws SQLException {
    String subject = row.getString("subject");
    if (subject != null) {
      return new LegalHold.Scope.OfPerson(subject);
    }
    String collection = row.getString("collection");
    String field = row.getString("field");
    if (field != null) {
      return new LegalHold.Scope.OfRows(
          FieldRef.parse(collection + "." + field), row.getString("held_value"));
    }
    int dot = collection.indexOf('.');
    return new LegalHold.Scope.OfCollection(
        new CollectionName(collection.substring(0, dot), collection.substring(dot + 1)));
  }
}

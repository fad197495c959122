package dev.yinhu.subjectrights.restriction;

import dev.yinhu.register.FieldRef;
import dev.yinhu.subjectrights.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * SQL over {@code rights.restriction}. Each change tells every node. Safe for use by many threads.
 */
final class RestrictionStore {
  static final String CHANNEL = "rights_restriction";

  private final Jdbi jdbi;

  RestrictionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Once for a field in a case; what was lifted since stays lifted. */
  void place(String subject, Optional<FieldRef> field, CaseId id, Instant now) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              """
              insert into rights.restriction (subject, field, case_id, placed_at)
              values (:subject, :field, :id, :now) on conflict do nothing
              """)
          .bind("subject", subject)
          .bind("field", field.map(FieldRef::text).orElse(""))
          .bind("id", id.text())
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .execute();
      handle.execute("select pg_notify(?, '')", CHANNEL);
    });
  }

  /** False when there is none of this number that was not lifted. */
  boolean lift(long id, String by, Instant now) {
    return jdbi.inTransaction(handle -> {
      int lifted =
          handle
              .createUpdate(
                  """
                  update rights.restriction set lifted_by = :by, lifted_at = :now
                  where id = :id and lifted_at is null
                  """)
              .bind("id", id)
              .bind("by", by)
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
      handle.execute("select pg_notify(?, '')", CHANNEL);
      return lifted == 1;
    });
  }

  /** Those that were not lifted, oldest first. */
  List<Restriction> inForce() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from rights.restriction where lifted_at is null order by id")
            .map(RestrictionStore::read)
            .list());
  }

  private static Restriction read(ResultSet row, StatementContext context) throws SQLException {
    return new Restriction(
        row.getLong("id"),
        row.getString("subject"),
        Optional.of(row.getString("field")).filter(text -> !text.isEmpty()).map(FieldRef::parse),
        new CaseId(row.getString("case_id")),
        row.getObject("placed_at", OffsetDateTime.class).toInstant());
  }
}

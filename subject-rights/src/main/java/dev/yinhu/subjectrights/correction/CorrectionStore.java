package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.FieldRef;
import dev.yinhu.subjectrights.CaseId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over {@code rights.correction_wish}. Safe for use by many threads and nodes. */
final class CorrectionStore {
  private final Jdbi jdbi;

  CorrectionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void add(CaseId id, FieldRef field, byte[] sealed) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into rights.correction_wish (case_id, field, sealed)
                values (:id, :field, :sealed)
                """)
            .bind("id", id.text())
            .bind("field", field.text())
            .bind("sealed", sealed)
            .execute());
  }

  Optional<FieldRef> field(CaseId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select field from rights.correction_wish where case_id = :id")
            .bind("id", id.text())
            .mapTo(String.class)
            .findOne()
            .map(FieldRef::parse));
  }

  Optional<byte[]> sealed(CaseId id) {
    return bytes(id, "select sealed from rights.correction_wish where case_id = :id");
  }

  /** Keeps masks, sealed; nothing where the request has ended. */
  void mask(CaseId id, byte @Nullable [] before, byte[] after) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update rights.correction_wish set before_mask = :before, after_mask = :after
                where case_id = :id
                """)
            .bind("id", id.text())
            .bind("before", before)
            .bind("after", after)
            .execute());
  }

  Optional<byte[]> before(CaseId id) {
    return bytes(id, "select before_mask from rights.correction_wish where case_id = :id");
  }

  Optional<byte[]> after(CaseId id) {
    return bytes(id, "select after_mask from rights.correction_wish where case_id = :id");
  }

  /** Empty where there is no row, or null in it. */
  private Optional<byte[]> bytes(CaseId id, String sql) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("id", id.text()).mapTo(byte[].class).findOne());
  }
}

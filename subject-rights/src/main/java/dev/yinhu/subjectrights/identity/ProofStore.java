package dev.yinhu.subjectrights.identity;

import dev.yinhu.subjectrights.CaseId;
import java.sql.Connection;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.identity_proof}. Safe for use by many threads and nodes. */
final class ProofStore {
  private final Jdbi jdbi;

  /**
   * What staff said of a proof.
   *
   * @param code why
   * @param by who
   */
  record Judged(boolean accepted, String code, String by) {}

  ProofStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The platform has vouched.
   *
   * @param then done in the same transaction when it had not before
   * @return whether it had not before
   */
  boolean vouched(CaseId id, Instant now, Consumer<Connection> then) {
    return jdbi.inTransaction(handle -> {
      boolean first = isFirst(handle, id, now);
      if (first) {
        then.accept(handle.getConnection());
      }
      return first;
    });
  }

  private static boolean isFirst(Handle handle, CaseId id, Instant now) {
    return handle
            .createUpdate(
                """
                insert into rights.identity_proof as p (case_id, vouched_at) values (:id, :now)
                on conflict (case_id) do update set vouched_at = excluded.vouched_at
                where p.vouched_at is null
                """)
            .bind("id", id.text())
            .bind("now", CodeStore.at(now))
            .execute()
        == 1;
  }

  void coded(CaseId id, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into rights.identity_proof (case_id, code_at) values (:id, :now)
                on conflict (case_id) do update set code_at = excluded.code_at
                """)
            .bind("id", id.text())
            .bind("now", CodeStore.at(now))
            .execute());
  }

  void steppedUp(CaseId id, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into rights.identity_proof (case_id, stepped_up_at) values (:id, :now)
                on conflict (case_id) do update set stepped_up_at = excluded.stepped_up_at
                """)
            .bind("id", id.text())
            .bind("now", CodeStore.at(now))
            .execute());
  }

  /**
   * Staff judged the proof of the relation.
   *
   * @param then done in the same transaction when it is accepted and was not before
   * @return whether it is accepted and was not before
   */
  boolean related(CaseId id, Judged judged, Instant now, Consumer<Connection> then) {
    return jdbi.inTransaction(handle -> {
      boolean before = find(handle, id).related();
      judge(handle, id, judged, now);
      boolean first = judged.accepted() && !before;
      if (first) {
        then.accept(handle.getConnection());
      }
      return first;
    });
  }

  private static void judge(Handle handle, CaseId id, Judged judged, Instant now) {
    handle
        .createUpdate(
            """
            insert into rights.identity_proof
              (case_id, relation, relation_code, relation_by, relation_at)
            values (:id, :relation, :code, :by, :now)
            on conflict (case_id) do update set relation = excluded.relation,
              relation_code = excluded.relation_code, relation_by = excluded.relation_by,
              relation_at = excluded.relation_at
            """)
        .bind("id", id.text())
        .bind("relation", judged.accepted() ? "accepted" : "refused")
        .bind("code", judged.code())
        .bind("by", judged.by())
        .bind("now", CodeStore.at(now))
        .execute();
  }

  /** What is proven of who asks; nothing where there is no such case. */
  Proof find(CaseId id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  private static Proof find(Handle handle, CaseId id) {
    return handle
        .createQuery(
            """
            select vouched_at is not null as vouched, code_at is not null as coded,
              stepped_up_at is not null as stepped_up,
              coalesce(relation = 'accepted', false) as related
            from rights.identity_proof where case_id = :id
            """)
        .bind("id", id.text())
        .map((row, _) ->
            new Proof(
                row.getBoolean("vouched"),
                row.getBoolean("coded"),
                row.getBoolean("stepped_up"),
                row.getBoolean("related")))
        .findOne()
        .orElse(Proof.NONE);
  }
}

package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code rights.hand_answer}. Safe for use by many threads and nodes. */
final class HandAnswerStore {
  private final Jdbi jdbi;

  HandAnswerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Keeps the answer, in a transaction that holds the lock of the case; false when there is one.
   */
  static boolean add(Handle handle, CaseId id, int step, HandAnswer answer) {
    return handle
            .createUpdate(
                """
                insert into rights.hand_answer (case_id, step, outcome, evidence, answered_by,
                  answered_at)
                values (:id, :step, :outcome, :evidence, :by, :at) on conflict do nothing
                """)
            .bind("id", id.text())
            .bind("step", step)
            .bind("outcome", answer.outcome().wire())
            .bind("evidence", answer.evidence())
            .bind("by", answer.by())
            .bind("at", CaseStore.at(answer.at()))
            .execute()
        == 1;
  }

  /** The answer for the step, if somebody gave it. */
  Optional<HandAnswer> find(CaseId id, int step) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from rights.hand_answer where case_id = :id and step = :step")
            .bind("id", id.text())
            .bind("step", step)
            .map((row, _) ->
                new HandAnswer(
                    Wires.outcome(row.getString("outcome")),
                    row.getString("evidence"),
                    row.getString("answered_by"),
                    CaseStore.instant(row, "answered_at").orElseThrow()))
            .findOne());
  }
}

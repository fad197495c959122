package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * SQL over {@code rights.case_step}: what is planned, begun and done for each case. A step is
 * written down as begun before anything of it happens, and as done after all of it did; both are
 * durable when the method returns. Who was overtaken by another node, because it stood still for
 * longer than its heartbeat may fail, changes nothing any more: the number of the attempt is
 * compared.
 */
final class JournalStore {
  private final Jdbi jdbi;

  JournalStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Adds steps after those that there are, under the lock of the case. */
  static void add(Handle handle, CaseId id, List<Step.Planned> steps) {
    for (Step.Planned step : steps) {
      handle
          .createUpdate(
              """
              insert into rights.case_step (case_id, number, kind, place, input)
              select :id, coalesce(max(number), 0) + 1, :kind, :place, cast(:input as jsonb)
              from rights.case_step where case_id = :id
              """)
          .bind("id", id.text())
          .bind("kind", step.kind())
          .bind("place", step.place())
          .bind("input", FactsJson.write(step.input()))
          .execute();
    }
  }

  /** All steps of the case, in their order. */
  List<Step> steps(CaseId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from rights.case_step where case_id = :id order by number")
            .bind("id", id.text())
            .map(JournalStore::read)
            .list());
  }

  /**
   * Begins the first step that is not done, anew if it was begun before; empty when the case does
   * not run and is not held up, or all is done.
   */
  Optional<Step> begin(CaseId id, Instant now) {
    return jdbi.inTransaction(handle -> begin(handle, CaseStore.locked(handle, id), now));
  }

  private static Optional<Step> begin(Handle handle, Case held, Instant now) {
    boolean isHeldUp =
        held.state() == CaseState.NEEDS_HUMAN && held.reason().equals(CaseTurn.HELD_UP);
    if (held.state() != CaseState.RUNNING && !isHeldUp) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            """
            update rights.case_step set state = 'begun', attempts = attempts + 1,
              begun_at = :now, tried_at = coalesce(tried_at, :now)
            where case_id = :id and number = (select min(number) from rights.case_step
              where case_id = :id and state <> 'done')
            returning *
            """)
        .bind("id", held.id().text())
        .bind("now", CaseStore.at(now))
        .map(JournalStore::read)
        .findOne();
  }

  /** The number of the first step that is not done. */
  static Optional<Integer> current(Handle handle, CaseId id) {
    return handle
        .createQuery(
            """
            select min(number) from rights.case_step where case_id = :id and state <> 'done'
            having min(number) is not null
            """)
        .bind("id", id.text())
        .mapTo(Integer.class)
        .findOne();
  }

  /**
   * What a step that is done leads to.
   *
   * @param isWritten false when it was overtaken, then nothing is written
   * @param held the case as it stands
   * @param next the step that was begun with it; empty as {@link #begin} is
   */
  record Followed(boolean isWritten, Case held, Optional<Step> next) {}

  /**
   * Writes down that the step is done and what is planned after it, and begins the next: one commit
   * that waits for the disk in place of two.
   */
  Followed done(CaseId id, Step step, StepResult.Done result, Instant now) {
    return jdbi.inTransaction(handle -> {
      Case held = CaseStore.locked(handle, id);
      if (!write(handle, id, step, StepState.DONE, result.result(), now)) {
        return new Followed(false, held, Optional.empty());
      }
      add(handle, id, result.next());
      return new Followed(true, held, begin(handle, held, now));
    });
  }

  /** Writes down how far the step is; false when it was overtaken. */
  boolean note(CaseId id, Step step, Facts result) {
    return jdbi.inTransaction(handle -> write(handle, id, step, StepState.BEGUN, result, null));
  }

  /**
   * The same, and lets the event happen to the case with it; false when it was overtaken. The time
   * of the step begins anew when it is begun again, however long the case waits before.
   */
  boolean note(CaseId id, Step step, Facts result, CaseEvent event, String actor, Instant now) {
    return jdbi.inTransaction(handle -> {
      Case held = CaseStore.locked(handle, id);
      if (!write(handle, id, step, StepState.BEGUN, result, null)) {
        return false;
      }
      CaseStore.apply(handle, held, event, actor, now);
      handle
          .createUpdate(
              "update rights.case_step set tried_at = null where case_id = :id and number ="
                  + " :number")
          .bind("id", id.text())
          .bind("number", step.number())
          .execute();
      return true;
    });
  }

  private static boolean write(
      Handle handle, CaseId id, Step step, StepState state, Facts result, @Nullable Instant ended) {
    return handle
            .createUpdate(
                """
                update rights.case_step
                set result = cast(:result as jsonb), state = :state, ended_at = :ended
                where case_id = :id and number = :number and attempts = :attempt
                  and state = 'begun'
                """)
            .bind("id", id.text())
            .bind("number", step.number())
            .bind("attempt", step.attempts())
            .bind("result", FactsJson.write(result))
            .bind("state", state.wire())
            .bind("ended", ended == null ? null : CaseStore.at(ended))
            .execute()
        == 1;
  }

  private static Step read(ResultSet row, StatementContext context) throws SQLException {
    return new Step(
        row.getInt("number"),
        row.getString("kind"),
        row.getString("place"),
        FactsJson.read(row.getString("input")),
        Wires.step(row.getString("state")),
        row.getInt("attempts"),
        CaseStore.instant(row, "tried_at"),
        CaseStore.instant(row, "ended_at"),
        FactsJson.read(row.getString("result")));
  }
}

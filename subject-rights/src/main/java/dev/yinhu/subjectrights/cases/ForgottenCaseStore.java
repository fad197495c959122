package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** SQL over closed cases whose time is over. Safe for use by many threads and nodes. */
final class ForgottenCaseStore {
  /** A law that keeps data, a restriction in force, words to tell and a package need the case. */
  private static final String DUE =
      """
      ended_at < :before and subject <> ''
        and not exists (select from rights.kept_data k where k.case_id = c.id)
        and not exists (select from rights.tombstone t where t.case_id = c.id)
        and not exists (
          select from rights.restriction r where r.case_id = c.id and r.lifted_at is null)
        and not exists (select from rights.case_word w where w.case_id = c.id)
        and not exists (select from rights.last_word l where l.case_id = c.id)
        and not exists (select from rights.copy_package p where p.case_id = c.id)
      """;

  private final Jdbi jdbi;

  ForgottenCaseStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether any of those that ended before then still belongs to a person. */
  boolean isAnyDue(Instant before) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select exists (select from rights.subject_case c where " + DUE + ")")
            .bind("before", CaseStore.at(before))
            .mapTo(Boolean.class)
            .one());
  }

  /**
   * Forgets whose they were, how it was proven, and what was done; in one statement.
   *
   * @return of how many
   */
  int forget(Instant before, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                with due as (
                  select id from rights.subject_case c where %s
                  order by ended_at limit :most for update skip locked),
                proof as (
                  delete from rights.identity_proof where case_id in (select id from due)),
                code as (delete from rights.step_up_code where case_id in (select id from due)),
                lifted as (
                  delete from rights.restriction where case_id in (select id from due)),
                value as (
                  delete from rights.correction_wish where case_id in (select id from due)),
                stop as (delete from rights.stop_token where case_id in (select id from due)),
                answer as (delete from rights.hand_answer where case_id in (select id from due)),
                wish as (delete from rights.extension_wish where case_id in (select id from due)),
                step as (delete from rights.case_step where case_id in (select id from due))
                update rights.subject_case set subject = '' where id in (select id from due)
                """
                    .formatted(DUE))
            .bind("before", CaseStore.at(before))
            .bind("most", most)
            .execute());
  }
}

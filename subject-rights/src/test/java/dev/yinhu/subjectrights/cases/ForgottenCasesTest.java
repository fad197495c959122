package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of requests whose time is over. */
class ForgottenCasesTest {
  private static final Instant THEN = Instant.parse("2026-02-03T04:00:00Z");
  private static final List<String> GONE =
      List.of(
          "identity_proof",
          "step_up_code",
          "stop_token",
          "extension_wish",
          "restriction",
          "correction_wish",
          "hand_answer",
          "case_step");
  private static final Duration KEEP = Duration.ofDays(100);

  private static CaseId ended(CaseRoom room) {
    CaseId id = room.running(CaseType.EXPLAIN, THEN, new Step.Planned("by-hand"));
    room.cases.apply(id, new CaseEvent.Cancelled("staff"), "dpo", THEN.plusSeconds(60));
    for (String sql :
        List.of(
            "insert into rights.identity_proof (case_id, vouched_at) values (?, now())",
            "insert into rights.restriction (case_id, subject, field, placed_at, lifted_at,"
                + " lifted_by) values (?, 's', '', now(), now(), 'dpo')",
            "insert into rights.step_up_code values (?, '\\x00', now(), now(), 1, 1, true)",
            "insert into rights.stop_token select sha256(convert_to(id, 'UTF8')), id, now()"
                + " from rights.subject_case where id = ?",
            "insert into rights.extension_wish values (?, 'complex', 'dpo', now())",
            "insert into rights.certificate values (?, 'a signed note', now())",
            "insert into rights.erased_person (pseudonym, case_id, erased_at)"
                + " values ('\\x02', ?, now())",
            "insert into rights.hand_answer values (?, 1, 'done', 'letter-17', 'dpo', now())",
            "delete from rights.last_word where case_id = ?",
            "delete from rights.case_word where case_id = ?")) {
      room.database.jdbi().useHandle(handle -> handle.execute(sql, id.text()));
    }
    return id;
  }

  private static long count(CaseRoom room, String table, CaseId id) {
    return room.database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from rights." + table + " where case_id = ?")
                .bind(0, id.text())
                .mapTo(Long.class)
                .one());
  }

  private static ForgottenCases at(CaseRoom room, Duration later) {
    return new ForgottenCases(room.database.jdbi(), KEEP, () -> THEN.plusSeconds(60).plus(later));
  }

  @Test
  void whoseItWasIsForgottenWhenTheTimeIsOverAndTypeTimesAndStateStay() {
    try (CaseRoom room = new CaseRoom()) {
      CaseId id = ended(room);
      CaseId open = room.running(CaseType.EXPLAIN, THEN, new Step.Planned("by-hand"));
      for (String table : GONE) {
        assertThat(count(room, table, id)).as(table).isEqualTo(table.startsWith("corr") ? 0 : 1);
      }
      Case before = room.cases.find(id).orElseThrow();
      EndedCases figures = new EndedCases(room.database.jdbi());
      List<EndedCase> counted = figures.between(THEN, THEN.plusSeconds(3_600));

      assertThat(at(room, KEEP).isAnyDue()).isFalse();
      assertThat(at(room, KEEP).forget()).isZero();
      ForgottenCases later = at(room, KEEP.plusSeconds(1));
      assertThat(later.isAnyDue()).isTrue();
      assertThat(later.forget()).isEqualTo(1);
      assertThat(later.isAnyDue()).isFalse();
      assertThat(later.forget()).isZero();

      Case after = room.cases.find(id).orElseThrow();
      assertThat(after.subject()).isEmpty();
      assertThat(after.state()).isEqualTo(before.state());
      assertThat(after.since()).isEqualTo(before.since());
      for (String table : GONE) {
        assertThat(count(room, table, id)).as(table).isZero();
      }
      assertThat(count(room, "certificate", id)).isEqualTo(1);
      assertThat(count(room, "erased_person", id)).isEqualTo(1);
      assertThat(room.cases.history(id)).isNotEmpty();
      assertThat(figures.between(THEN, THEN.plusSeconds(3_600)))
          .as("figures are the same")
          .usingRecursiveComparison()
          .ignoringFields("known.subject")
          .isEqualTo(counted);
      assertThat(room.cases.find(open).orElseThrow().subject()).isNotEmpty();
      assertThat(count(room, "case_step", open)).isEqualTo(1);
    }
  }

  @Test
  void aCaseIsKeptAsLongAsALawKeepsDataOrThePersonIsStillToBeTold() {
    Map<String, String> needs =
        Map.of(
            "kept_data", "values (?, '\\x00', '2030-01-01', '2026-02-03')",
            "tombstone", "(case_id, subject, placed_at) values (?, 's', now())",
            "restriction", "(case_id, subject, field, placed_at) values (?, 's', 'a.b.c', now())",
            "case_word", "values (?, 99, 'completed', now(), now())",
            "last_word", "values (?, 's', '\\x00', now())");
    try (CaseRoom room = new CaseRoom()) {
      needs.forEach((table, row) -> {
        CaseId id = ended(room);
        room.database
            .jdbi()
            .useHandle(
                handle -> handle.execute("insert into rights." + table + " " + row, id.text()));

        ForgottenCases later = at(room, KEEP.plusDays(1));
        assertThat(later.isAnyDue()).as(table).isFalse();
        room.database
            .jdbi()
            .useHandle(handle ->
                handle.execute("delete from rights." + table + " where case_id = ?", id.text()));
        assertThat(later.forget()).as(table).isEqualTo(1);
      });
    }
  }

  @Test
  void moreThanOneBatchIsForgottenInOneRound() {
    try (CaseRoom room = new CaseRoom()) {
      ended(room);
      room.database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  """
                  insert into rights.subject_case (id, type, subject, requester, channel, opened_by,
                    received_at, state, since, ended_at)
                  select id || i, type, subject, requester, channel, opened_by, received_at, state,
                    since, ended_at from rights.subject_case, generate_series(1, 1200) i
                  """));

      assertThat(at(room, KEEP.plusDays(1)).forget()).isEqualTo(1_201);
    }
  }
}

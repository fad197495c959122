package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.reading.LawReader;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.indicator.Figures;
import dev.yinhu.subjectrights.indicator.Frozen;
import dev.yinhu.subjectrights.indicator.SnapshotCheck;
import dev.yinhu.subjectrights.indicator.Snapshots;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant FEBRUARY = Instant.parse("2026-02-02T02:00:00Z");

  private final CaseRoom room = new CaseRoom();
  private Instant now = FEBRUARY;

  private Figures figures() {
    return new Figures(
        new EndedCases(room.database.jdbi()),
        new CaseClock(LawReader.shipped(), DayEnd.CHINA),
        new Snapshots(room.database.jdbi(), () -> now),
        SHANGHAI,
        () -> now);
  }

  private void done(Instant when, Duration after) {
    CaseId id = room.running(CaseType.COPY, when, new Step.Planned("look"));
    room.cases.apply(id, new CaseEvent.WorkDone(), "yinhu", when.plus(after));
  }

  private void refused(Instant when) {
    CaseId id = room.running(CaseType.DELETE, when, new Step.Planned("look"));
    room.cases.apply(id, new CaseEvent.Refused(RefusalCode.EXCESSIVE), "dpo", when.plusSeconds(60));
  }

  @Test
  void figuresOfRealCasesAreFrozenOnceAndComputedAgainByteForByte() {
    try (room) {
      for (int i = 0; i < 9; i++) {
        done(FEBRUARY.plusSeconds(i), Duration.ofHours(1));
      }
      for (int i = 0; i < 6; i++) {
        done(FEBRUARY.plusSeconds(i), Duration.ofDays(40));
      }
      for (int i = 0; i < 5; i++) {
        refused(FEBRUARY.plusSeconds(i));
      }
      assertThat(figures().freezeDue()).as("the quarter is not over").isZero();
      now = Instant.parse("2026-03-31T16:30:00Z");
      assertThat(figures().freezeDue()).as("it was over half an hour ago").isZero();
      now = Instant.parse("2026-07-01T00:00:00Z");

      assertThat(figures().freezeDue()).as("two quarters and a half-year").isEqualTo(3);
      assertThat(figures().freezeDue()).isZero();

      assertThat(figures().frozen())
          .extracting(Frozen::period)
          .extracting(period -> period.name())
          .containsExactlyInAnyOrder("2026-q1", "2026-q2", "2026-h1");
      String first = figures().frozen("2026-q1").orElseThrow().json();
      assertThat(first)
          .contains("\"cases\":20", "\"refused\":5", "\"late\":6", "\"target_per_mille\":900")
          .contains("\"in_time_per_mille\":700", "\"target_met\":false");
      assertThat(figures().frozen("2026-q3")).isEmpty();
      assertThat(figures().frozen("2026-h9")).isEmpty();
      assertThat(figures().verify("2026-q1")).isEqualTo(new SnapshotCheck.Same());
      done(FEBRUARY, Duration.ofHours(2));
      assertThat(figures().verify("2026-q1")).isInstanceOf(SnapshotCheck.Different.class);
      assertThat(figures().frozen("2026-q1").orElseThrow().json()).isEqualTo(first);
    }
  }

  @Test
  void frozenFiguresAreTheSameAfterTheRequestsWereForgotten() {
    try (room) {
      for (int i = 0; i < 7; i++) {
        done(FEBRUARY.plusSeconds(i), Duration.ofHours(1));
        refused(FEBRUARY.plusSeconds(i));
      }
      now = Instant.parse("2026-07-01T00:00:00Z");
      assertThat(figures().freezeDue()).isEqualTo(3);
      room.database.jdbi().useHandle(handle -> handle.execute("delete from rights.case_word"));
      room.database.jdbi().useHandle(handle -> handle.execute("delete from rights.last_word"));

      ForgottenCases forgotten =
          new ForgottenCases(room.database.jdbi(), Duration.ofDays(30), () -> now);
      assertThat(forgotten.forget()).isEqualTo(14);

      assertThat(figures().verify("2026-q1")).isEqualTo(new SnapshotCheck.Same());
      assertThat(figures().verify("2026-h1")).isEqualTo(new SnapshotCheck.Same());
    }
  }

  @Test
  void whatNobodyProvedDoesNotMakeTheShareLookBetter() {
    try (room) {
      for (int i = 0; i < 50; i++) {
        CaseId id = room.received(CaseType.COPY, FEBRUARY, new Step.Planned("look"));
        room.cases.apply(id, new CaseEvent.ProofTimeOver(), "yinhu", FEBRUARY.plusSeconds(600));
      }
      for (int i = 0; i < 10; i++) {
        done(FEBRUARY, Duration.ofDays(30));
      }

      String told = figures().between(FEBRUARY, FEBRUARY.plus(Duration.ofDays(60)));

      assertThat(told).contains("\"cases\":60", "\"not_concerned\":50", "\"in_time_per_mille\":0");
      assertThat(figures().between(FEBRUARY, FEBRUARY.plusSeconds(1))).contains("\"cases\":0");
    }
  }
}

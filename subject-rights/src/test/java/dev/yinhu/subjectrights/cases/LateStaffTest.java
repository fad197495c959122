package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.reading.LawReader;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.StaffTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases that wait for staff longer than they have. */
class LateStaffTest {
  private static final Instant THEN = Instant.parse("2026-03-02T02:00:00Z");
  private static final Duration HALF = Duration.ofHours(36);
  private static final Laws LAWS = LawReader.read(List.of()).laws().orElseThrow();

  private static LateStaff at(CaseRoom room, Instant now) {
    return new LateStaff(
        room.database.jdbi(),
        new CaseClock(LAWS, DayEnd.CHINA),
        new StaffTime(LAWS, DayEnd.CHINA, 3),
        () -> now);
  }

  private static CaseId waiting(CaseRoom room, Instant since) {
    CaseId id = room.running(CaseType.DELETE, since, new Step.Planned("by-hand"));
    room.cases.apply(id, new CaseEvent.Troubled("waits-for-staff"), "yinhu", since);
    return id;
  }

  private static List<String> events(CaseRoom room, CaseId id) {
    return room.cases.history(id).stream().map(HistoryLine::event).toList();
  }

  @Test
  void itIsToldOnceForEachTimeThatTheCaseWaits() {
    try (CaseRoom room = new CaseRoom()) {
      CaseId id = waiting(room, THEN);
      Instant due = THEN.plus(HALF);
      assertThat(at(room, THEN).due(room.cases.find(id).orElseThrow())).contains(due);
      assertThat(at(room, due).untold()).isEmpty();

      LateStaff late = at(room, due.plusMillis(1));
      Case known = late.untold().getFirst();
      assertThat(known.id()).isEqualTo(id);
      assertThat(late.count()).isZero();
      assertThat(late.tell(known)).isTrue();
      assertThat(late.tell(known)).as("another node").isFalse();
      assertThat(late.untold()).isEmpty();
      assertThat(late.count()).isEqualTo(1);
      assertThat(events(room, id)).containsOnlyOnce("staff-late");
      assertThat(room.cases.find(id).orElseThrow()).isEqualTo(known);

      Instant again = due.plusSeconds(60);
      room.cases.apply(id, new CaseEvent.TriedAgain(), "dpo", again);
      assertThat(late.count()).isZero();
      assertThat(late.tell(known)).as("it does not wait").isFalse();
      room.cases.apply(id, new CaseEvent.Troubled("no-table"), "yinhu", again);
      assertThat(at(room, again).untold()).isEmpty();
      LateStaff later = at(room, THEN.plus(Duration.ofHours(73)));
      assertThat(later.tell(later.untold().getFirst())).isTrue();
      assertThat(events(room, id)).filteredOn("staff-late"::equals).hasSize(2);
    }
  }

  @Test
  void whatDoesNotWaitForStaffIsNeverLate() {
    try (CaseRoom room = new CaseRoom()) {
      CaseId running = room.running(CaseType.DELETE, THEN, new Step.Planned("by-hand"));
      CaseId ended = waiting(room, THEN);
      room.cases.apply(ended, new CaseEvent.Cancelled("staff"), "dpo", THEN.plusSeconds(9));
      LateStaff late = at(room, THEN.plus(Duration.ofDays(30)));
      assertThat(late.due(room.cases.find(running).orElseThrow())).isEmpty();
      assertThat(late.untold()).isEmpty();
      assertThat(late.count()).isZero();
    }
  }
}

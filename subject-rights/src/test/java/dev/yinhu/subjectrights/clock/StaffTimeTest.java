package dev.yinhu.subjectrights.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.reading.LawReader;
import dev.yinhu.subjectrights.CaseType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Until when staff are to answer, by a fixed clock. */
class StaffTimeTest {
  /** Of copies, nothing but ten days. */
  private static final String OWN =
      """
      deadline:
        - {key: own-limit, profile: own, law: L, article: "1", status: verified, for: [copy], stage: finish,
           term: 10 days, last_day: as-it-falls, pause: never}
      """;

  private static final Laws SHIPPED = laws(List.of());
  private static final StaffTime THREE = new StaffTime(SHIPPED, DayEnd.CHINA, 3);

  private static Laws laws(List<RegisterSource> own) {
    return LawReader.read(own).laws().orElseThrow();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  private static Instant due(
      StaffTime time, Laws laws, CaseType type, Instant received, Instant asked) {
    CaseClock clock = new CaseClock(laws, DayEnd.CHINA);
    return time.due(asked, clock.read(type, ClockJournal.received(received), asked));
  }

  @Test
  void withSeventyTwoHoursInAllStaffHaveHalfOfWhatIsLeft() {
    Instant received = at("2026-03-02T10:00");
    assertThat(due(THREE, SHIPPED, CaseType.DELETE, received, received))
        .isEqualTo(at("2026-03-03T22:00"));
    assertThat(due(THREE, SHIPPED, CaseType.DELETE, received, at("2026-03-04T10:00")))
        .isEqualTo(at("2026-03-04T22:00"));
  }

  @Test
  void whereTheDeadlineIsOverTheAnswerIsDueAtOnce() {
    Instant received = at("2026-03-02T10:00");
    for (String asked : List.of("2026-03-05T10:00", "2026-03-09T10:00")) {
      assertThat(due(THREE, SHIPPED, CaseType.DELETE, received, at(asked))).isEqualTo(at(asked));
    }
  }

  /** 16 to 23 February 2026 are Spring Festival; on Saturday the 14th and 28th people work. */
  @Test
  void withMuchTimeLeftWorkingDaysAreCountedOverHolidays() {
    Laws longer =
        new Laws(
            laws(List.of(new RegisterSource("own.yaml", OWN))).deadlines().tailMap("own-limit"),
            SHIPPED.calendars());
    StaffTime one = new StaffTime(longer, DayEnd.CHINA, 1);
    Instant received = at("2026-02-13T09:00");
    assertThat(due(one, longer, CaseType.COPY, received, received))
        .isEqualTo(at("2026-02-15T00:00"));
    assertThat(
            due(new StaffTime(longer, DayEnd.CHINA, 60), longer, CaseType.COPY, received, received))
        .as("half of ten days is less")
        .isBefore(at("2026-02-19T00:00"));
  }

  @Test
  void atLeastOneDayIsGiven() {
    assertThatThrownBy(() -> new StaffTime(SHIPPED, DayEnd.CHINA, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

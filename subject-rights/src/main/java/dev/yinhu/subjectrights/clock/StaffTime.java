package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.register.calendar.LastDay;
import dev.yinhu.register.calendar.Term;
import dev.yinhu.register.calendar.TermCount;
import dev.yinhu.register.calendar.TermUnit;
import dev.yinhu.register.calendar.Waits;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.law.Stage;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when staff are to answer where a case waits for them: within so many working days, and
 * within half the time that was left until the first deadline by which the case has to be finished,
 * so that the other half is left for what follows. Neither is a law's: a law limits the whole, the
 * parts are the platform's own. Immutable; safe for use by many threads.
 */
public final class StaffTime {
  private static final String CALENDAR = "cn";
  private static final int PARTS = 2;

  private final TermCount count;
  private final Term most;

  /**
   * @param laws calendars in force
   * @param days where days end
   * @param workingDays at most so many, of the calendar of China, 1 or more
   * @throws IllegalArgumentException when there are none, or more than a term can have
   */
  public StaffTime(Laws laws, DayEnd days, int workingDays) {
    this.count = new TermCount(laws.calendar(CALENDAR), days);
    this.most = new Term(workingDays, TermUnit.WORKING_DAYS);
  }

  /**
   * When the answer is due; at once where a deadline of the case is over already.
   *
   * @param asked since when the case waits for staff
   * @param clocks of the case
   */
  public Instant due(Instant asked, ClockReading clocks) {
    Instant days = count.due(asked, most, LastDay.AS_IT_FALLS, Waits.NONE).at();
    return clocks
        .earliest(Stage.FINISH)
        .map(clock -> half(asked, clock.due().at()))
        .filter(half -> half.isBefore(days))
        .orElse(days);
  }

  private static Instant half(Instant asked, Instant end) {
    return end.isAfter(asked) ? asked.plus(Duration.between(asked, end).dividedBy(PARTS)) : asked;
  }
}

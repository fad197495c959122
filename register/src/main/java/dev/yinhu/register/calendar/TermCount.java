package dev.yinhu.register.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Counts terms.
 *
 * <p>Hours run from the instant itself (Civil Code 201, second paragraph); a wait lengthens them by
 * itself. Of days and months the day on which they begin is not counted (Civil Code 201, first
 * paragraph; Regulation (EEC, Euratom) No 1182/71, article 3(1)). A month ends on the day of the
 * same number, or on the last of the month when there is none (Civil Code 202; Regulation 1182/71,
 * article 3(2)(c)). A term ends with the end of its last day (Civil Code 203; Regulation 1182/71,
 * article 3(2)), and where the rule says so with the next working day when the last is not one.
 *
 * <p>Days and waits: a day is counted when it ends, unless the clock stands at that instant. So a
 * wait within a day changes nothing, one over three midnights adds three days, and no term ends
 * while its clock stands.
 */
public final class TermCount {
  private final WorkCalendar calendar;
  private final DayEnd days;

  /**
   * @param calendar whose working days
   * @param days where days end
   */
  public TermCount(WorkCalendar calendar, DayEnd days) {
    this.calendar = calendar;
    this.days = days;
  }

  /**
   * When the term ends.
   *
   * @param begin what it is counted from
   * @param last what happens when a term in days or months ends on a day off
   * @param waits when the clock stands
   */
  public Due due(Instant begin, Term term, LastDay last, Waits waits) {
    return switch (term.unit()) {
      case HOURS -> hours(begin, Duration.ofHours(term.amount()), waits);
      case WORKING_DAYS -> new Walk(begin, waits).workingDays(term.amount());
      case DAYS -> new Walk(begin, waits).days(term.amount(), last);
      case MONTHS -> new Walk(begin, waits).days(daysOf(begin, term.amount()), last);
    };
  }

  private long daysOf(Instant begin, int months) {
    LocalDate first = days.dayOf(begin);
    return ChronoUnit.DAYS.between(first, first.plusMonths(months));
  }

  private static Due hours(Instant begin, Duration length, Waits waits) {
    Instant end = begin.plus(length);
    for (Waits.Span span : waits.spans()) {
      Instant from = span.begin().isBefore(begin) ? begin : span.begin();
      if (!from.isAfter(end) && span.end().isAfter(from)) {
        end = end.plus(Duration.between(from, span.end()));
      }
    }
    return new Due(end, false);
  }

  /** Day after day from the one on which the term begins. */
  private final class Walk {
    private final Waits waits;
    private LocalDate day;
    private boolean provisional;

    Walk(Instant begin, Waits waits) {
      this.waits = waits;
      this.day = days.dayOf(begin);
    }

    Due workingDays(long amount) {
      for (long counted = 0; counted < amount; ) {
        day = day.plusDays(1);
        counted += isWorked() && !stands() ? 1 : 0;
      }
      return due();
    }

    Due days(long amount, LastDay last) {
      for (long counted = 0; counted < amount; ) {
        day = day.plusDays(1);
        counted += stands() ? 0 : 1;
      }
      while (last == LastDay.NEXT_WORKING_DAY && (!isWorked() || stands())) {
        day = day.plusDays(1);
      }
      return due();
    }

    private boolean isWorked() {
      provisional |= !calendar.isKnown(day);
      return calendar.isWorkingDay(day);
    }

    private boolean stands() {
      return waits.at(days.endOf(day)).isPresent();
    }

    private Due due() {
      return new Due(days.endOf(day), provisional);
    }
  }
}

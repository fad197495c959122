package dev.yinhu.register.calendar;

import dev.yinhu.register.SourceStatus;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What differs in one year from plain weeks: days off, and weekend days that are worked (调休).
 *
 * @param year the calendar year
 * @param source who said so, where and when
 * @param status how well that is supported
 * @param daysOff holidays and days joined to them; weekend days among them change nothing
 * @param daysWorked Saturdays and Sundays that are working days
 */
public record CalendarYear(
    int year,
    String source,
    SourceStatus status,
    SortedSet<LocalDate> daysOff,
    SortedSet<LocalDate> daysWorked) {
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException when a day is of another year, is both off and worked, or is
   *     worked without being a weekend day
   */
  public CalendarYear {
    daysOff = Collections.unmodifiableSortedSet(new TreeSet<>(daysOff));
    daysWorked = Collections.unmodifiableSortedSet(new TreeSet<>(daysWorked));
    for (LocalDate day : daysOff) {
      require(day.getYear() == year, day, "is not in " + year);
    }
    for (LocalDate day : daysWorked) {
      require(day.getYear() == year, day, "is not in " + year);
      require(isWeekend(day), day, "is worked anyway: it is no Saturday or Sunday");
      require(!daysOff.contains(day), day, "is both off and worked");
    }
  }

  private static void require(boolean good, LocalDate day, String why) {
    if (!good) {
      throw new IllegalArgumentException(day + " " + why);
    }
  }

  static boolean isWeekend(LocalDate day) {
    return WEEKEND.contains(day.getDayOfWeek());
  }

  boolean isWorked(LocalDate day) {
    return daysWorked.contains(day) || (!isWeekend(day) && !daysOff.contains(day));
  }
}

package dev.yinhu.register.calendar;

import dev.yinhu.register.SourceStatus;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which days are working days somewhere. A year without data is told apart by {@link #isKnown}: its
 * answers go by weekdays alone, and whatever was counted with them must be called provisional.
 * Immutable.
 *
 * @param key its name in the data files, such as {@code cn}
 * @param years what is known, by year
 */
public record WorkCalendar(String key, SortedMap<Integer, CalendarYear> years) {
  /** Copies the map. */
  public WorkCalendar {
    years = Collections.unmodifiableSortedMap(new TreeMap<>(years));
  }

  /** One that knows nothing but weekends. */
  public static WorkCalendar weekdays(String key) {
    return new WorkCalendar(key, new TreeMap<>());
  }

  /** Whether there are data for the year of that day, and from a source that was checked. */
  public boolean isKnown(LocalDate day) {
    CalendarYear year = years.get(day.getYear());
    return year != null && year.status() != SourceStatus.UNVERIFIED;
  }

  /** Whether it is a working day; without data, whether it is Monday to Friday. */
  public boolean isWorkingDay(LocalDate day) {
    CalendarYear year = years.get(day.getYear());
    return year == null ? !CalendarYear.isWeekend(day) : year.isWorked(day);
  }
}

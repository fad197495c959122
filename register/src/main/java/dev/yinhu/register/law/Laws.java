package dev.yinhu.register.law;

import dev.yinhu.register.calendar.CalendarYear;
import dev.yinhu.register.calendar.WorkCalendar;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The deadlines and calendars of a deployment. Immutable.
 *
 * @param deadlines by key
 * @param calendars by key
 */
public record Laws(
    SortedMap<String, DeadlineRule> deadlines, SortedMap<String, WorkCalendar> calendars) {
  /** Copies the maps. */
  public Laws {
    deadlines = Collections.unmodifiableSortedMap(new TreeMap<>(deadlines));
    calendars = Collections.unmodifiableSortedMap(new TreeMap<>(calendars));
  }

  /** The rules that are counted for such a case or incident, in the order of their keys. */
  public List<DeadlineRule> applyingTo(String subject) {
    return deadlines.values().stream()
        .filter(rule -> rule.applies() && rule.subjects().contains(subject))
        .toList();
  }

  /** The rule of that key, whether it is counted or not. */
  public Optional<DeadlineRule> deadline(String key) {
    return Optional.ofNullable(deadlines.get(key));
  }

  /** The calendar of that key; one that knows only weekends when there are no data. */
  public WorkCalendar calendar(String key) {
    WorkCalendar calendar = calendars.get(key);
    return calendar == null ? WorkCalendar.weekdays(key) : calendar;
  }

  /** These with others before them: a rule of the same key, and a year of the same calendar. */
  public Laws overriddenBy(Laws others) {
    SortedMap<String, DeadlineRule> rules = new TreeMap<>(deadlines);
    rules.putAll(others.deadlines);
    SortedMap<String, WorkCalendar> all = new TreeMap<>(calendars);
    others.calendars.values().forEach(own -> all.merge(own.key(), own, Laws::over));
    return new Laws(rules, all);
  }

  private static WorkCalendar over(WorkCalendar shipped, WorkCalendar own) {
    SortedMap<Integer, CalendarYear> years = new TreeMap<>(shipped.years());
    years.putAll(own.years());
    return new WorkCalendar(shipped.key(), years);
  }
}

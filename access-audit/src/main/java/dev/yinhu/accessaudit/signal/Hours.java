package dev.yinhu.accessaudit.signal;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Working hours.
 *
 * @param start first minute of the day
 * @param end first minute after, 1440 for midnight; more than {@code start}
 * @param days on which days
 */
record Hours(int start, int end, Set<DayOfWeek> days) {
  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final Pattern FORM =
      Pattern.compile("([0-2]\\d):([0-5]\\d)-([0-2]\\d):([0-5]\\d)( (\\w{3})-(\\w{3}))?");
  static final String EXPECTED = "hours and days such as 08:00-22:00 mon-sat, or always";

  Hours {
    days = Set.copyOf(days);
  }

  static Hours parse(String text) {
    if (text.equals("always")) {
      return new Hours(0, MINUTES_OF_DAY, EnumSet.allOf(DayOfWeek.class));
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    int start = minutes(parts.group(1), parts.group(2));
    int end = minutes(parts.group(3), parts.group(4));
    if (start >= end || end > MINUTES_OF_DAY) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new Hours(
        start,
        end,
        parts.group(5) == null
            ? EnumSet.allOf(DayOfWeek.class)
            : days(day(parts.group(6)), day(parts.group(7))));
  }

  private static int minutes(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
    Set<DayOfWeek> days = EnumSet.of(last);
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(word)) {
        return day;
      }
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /** Whether there is work at that minute of that day (days since the epoch, local). */
  boolean holds(int day, int minute) {
    return minute >= start && minute < end && days.contains(weekday(day));
  }

  /** The working day a moment belongs to: what lies before its start belongs to the day before. */
  int period(int day, int minute) {
    return minute < start ? day - 1 : day;
  }

  private static DayOfWeek weekday(int day) {
    // Day 0, 1 January 1970, was a Thursday.
    return DayOfWeek.THURSDAY.plus(day);
  }
}

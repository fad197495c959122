package dev.yinhu.subjectrights.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter or a half of a calendar year. A case belongs to the period in which it ended.
 *
 * @param kind which of the two
 * @param year the year
 * @param number 1 to 4, or 1 to 2
 * @param zone whose days begin and end it
 */
public record Period(PeriodKind kind, int year, int number, ZoneId zone) {
  private static final Pattern NAME = Pattern.compile("([0-9]{4})-([qh])([1-4])");

  /**
   * @throws IllegalArgumentException when a year has no such period
   */
  public Period {
    if (number < 1 || number > kind.inYear()) {
      throw new IllegalArgumentException("a year has periods 1 to " + kind.inYear());
    }
  }

  /** Its first instant. */
  public Instant begin() {
    return firstDay().atStartOfDay(zone).toInstant();
  }

  /** The first instant after it. */
  public Instant end() {
    return firstDay().plusMonths(kind.months()).atStartOfDay(zone).toInstant();
  }

  /** Whether the instant is in it. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(begin()) && instant.isBefore(end());
  }

  private LocalDate firstDay() {
    return LocalDate.of(year, 1 + (number - 1) * kind.months(), 1);
  }

  /** The period of the kind that the instant is in. */
  public static Period of(PeriodKind kind, Instant instant, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(instant, zone);
    return new Period(kind, day.getYear(), 1 + (day.getMonthValue() - 1) / kind.months(), zone);
  }

  /** The one after it. */
  public Period next() {
    return of(kind, end(), zone);
  }

  /** Its name without the zone, such as {@code 2026-q1} or {@code 2026-h2}. */
  public String name() {
    return year + "-" + kind.letter() + number;
  }

  /** The period of that name; empty when it is none. */
  public static Optional<Period> named(String name, ZoneId zone) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    PeriodKind kind = parts.group(2).equals("q") ? PeriodKind.QUARTER : PeriodKind.HALF_YEAR;
    int number = Integer.parseInt(parts.group(3));
    return number > kind.inYear()
        ? Optional.empty()
        : Optional.of(new Period(kind, Integer.parseInt(parts.group(1)), number, zone));
  }
}

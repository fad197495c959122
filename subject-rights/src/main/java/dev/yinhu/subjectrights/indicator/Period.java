package dev.yinhu.subjectrights.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A quarter or a half of a calendar year. A case belongs to the period in which it ended.
 *
 * @param kind which of the two
 * @param year the year
 * @param number 1 to 4, or 1 to 2
 * @param zone whose days begin and end it
 */
public record Period(PeriodKind kind, int year, int number, ZoneId zone) {
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
}

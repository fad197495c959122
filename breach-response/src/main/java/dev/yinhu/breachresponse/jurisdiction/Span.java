package dev.yinhu.breachresponse.jurisdiction;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * A time that a law gives. Days, months and years are those of a calendar: they end at the same
 * time of day, on the last day of a month that has no such day. Hours are elapsed hours, over
 * changes of the clock too.
 *
 * @param days none is negative
 * @param time not negative; one of both is more than nothing
 */
public record Span(Period days, Duration time) {
  private static final int MOST_YEARS = 10;

  /** Checks the bounds: ten years at most. */
  public Span {
    if (days.isNegative() || time.isNegative() || (days.isZero() && time.isZero())) {
      throw new IllegalArgumentException("a span is more than nothing");
    }
    LocalDate end = LocalDate.EPOCH.plus(days).plusDays(time.toDays());
    if (end.isAfter(LocalDate.EPOCH.plusYears(MOST_YEARS))) {
      throw new IllegalArgumentException("a span is ten years at most");
    }
  }

  /**
   * Of ISO 8601, such as {@code PT72H}, {@code P30D} or {@code P1M}.
   *
   * @throws java.time.DateTimeException when it is none
   * @throws IllegalArgumentException when it is out of bounds
   */
  public static Span parse(String text) {
    int cut = text.indexOf('T');
    if (cut < 0) {
      return new Span(Period.parse(text), Duration.ZERO);
    }
    Period days = cut <= 1 ? Period.ZERO : Period.parse(text.substring(0, cut));
    return new Span(days, Duration.parse("P" + text.substring(cut)));
  }

  /** When it is over; that very moment is still within it. */
  public Instant after(Instant start, ZoneId zone) {
    return start.atZone(zone).plus(days).plus(time).toInstant();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    if (time.isZero()) {
      return days.toString();
    }
    return (days.isZero() ? "P" : days.toString()) + time.toString().substring(1);
  }
}

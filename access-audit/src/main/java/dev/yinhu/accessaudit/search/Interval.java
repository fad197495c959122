package dev.yinhu.accessaudit.search;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of a histogram, as calendar and clock of a zone have them. */
public enum Interval {
  HOUR,
  /** From midnight to midnight. */
  DAY,
  /** From Monday to Sunday. */
  WEEK,
  MONTH;

  /** Its name in requests and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The interval of a {@link #word()}, if it is one. */
  public static Optional<Interval> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** The beginning of the step that the time lies in. */
  ZonedDateTime begin(Instant time, ZoneId zone) {
    ZonedDateTime local = time.atZone(zone);
    return switch (this) {
      case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
      case DAY -> local.toLocalDate().atStartOfDay(zone);
      case WEEK ->
          local
              .toLocalDate()
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(zone);
      case MONTH -> local.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
    };
  }

  /** The beginning of the step after the one that begins there. */
  ZonedDateTime next(ZonedDateTime begin) {
    return switch (this) {
      case HOUR -> begin.plusHours(1);
      case DAY -> begin.toLocalDate().plusDays(1).atStartOfDay(begin.getZone());
      case WEEK -> begin.toLocalDate().plusWeeks(1).atStartOfDay(begin.getZone());
      case MONTH -> begin.toLocalDate().plusMonths(1).atStartOfDay(begin.getZone());
    };
  }
}

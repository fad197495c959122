package dev.yinhu.register.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where days begin and end: at midnight of a zone, or, as Civil Code 203 has it for a business with
 * hours, when it closes.
 *
 * @param zone whose days they are
 * @param closing when work ends on a working day; empty: at midnight
 */
public record DayEnd(ZoneId zone, Optional<LocalTime> closing) {
  /** Days of China that end at midnight. */
  public static final DayEnd CHINA = new DayEnd(ZoneId.of("Asia/Shanghai"), Optional.empty());

  /** The day that the instant is in. */
  LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /**
   * The instant with which the day ends. Midnight is the beginning of the next day in the zone,
   * which is right where clocks are put forward or back.
   */
  Instant endOf(LocalDate day) {
    return closing
        .map(time -> day.atTime(time).atZone(zone).toInstant())
        .orElseGet(() -> day.plusDays(1).atStartOfDay(zone).toInstant());
  }
}

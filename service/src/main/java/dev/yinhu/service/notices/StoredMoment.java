package dev.yinhu.service.notices;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** A moment or day as stores print it: {@code 2026-03-01 09:00:00+08}, ISO 8601, a date. */
final class StoredMoment {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm:ss", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private StoredMoment() {}

  /** The moment; a day is its end, so that nothing is taken for older than it is. */
  static Optional<Instant> of(String text, ZoneId zone) {
    try {
      TemporalAccessor read =
          FORM.parseBest(
              text.strip().replace(' ', 'T'),
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      return Optional.of(
          switch (read) {
            case OffsetDateTime moment -> moment.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.plusDays(1).atStartOfDay(zone).toInstant();
            default -> throw new DateTimeException("no moment");
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

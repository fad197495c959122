package dev.yinhu.accessaudit.sink.transport;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. */
final class RetryAfter {
  /** A receiver that asks for longer is asked again after this. */
  static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** How long to wait, from nothing to {@link #LONGEST}; empty when it says nothing of use. */
  static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
    return headers.firstValue("retry-after").flatMap(text -> of(text, clock.instant()));
  }

  static Optional<Duration> of(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wanted) {
    if (wanted.isNegative()) {
      return Duration.ZERO;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}

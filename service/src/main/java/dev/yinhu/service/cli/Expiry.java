package dev.yinhu.service.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads when a token expires. Stateless. */
final class Expiry {

  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([hd])");

  private Expiry() {}

  static Optional<Instant> parse(String text, Instant now) {
    var span = SPAN.matcher(text);
    if (span.matches()) {
      long amount = Long.parseLong(span.group(1));
      var length = span.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount);
      return Optional.of(now.plus(length));
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}

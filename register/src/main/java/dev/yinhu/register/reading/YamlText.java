package dev.yinhu.register.reading;

import dev.yinhu.register.Quote;
import dev.yinhu.register.WireName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scalar with its position, and the ways to read it as something more exact. */
record YamlText(String value, Place place, Problems problems) {
  private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /** Reads it through a constructor that refuses bad spellings with IllegalArgumentException. */
  <T> Optional<T> as(Function<String, T> constructor) {
    try {
      return Optional.of(constructor.apply(value));
    } catch (IllegalArgumentException e) {
      problems.add(ProblemCode.BAD_NAME, place, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** One of the constants, by wire name in any case and with '_' or '-'. */
  <E extends Enum<E> & WireName> Optional<E> choice(String what, E[] constants) {
    String wanted = folded(value);
    Optional<E> found =
        Arrays.stream(constants).filter(c -> folded(c.wire()).equals(wanted)).findFirst();
    if (found.isEmpty()) {
      List<String> names = Arrays.stream(constants).map(WireName::wire).toList();
      bad("is not a " + what + ": write one of " + String.join(", ", names), names);
    }
    return found;
  }

  Optional<LocalDate> date() {
    try {
      return Optional.of(LocalDate.parse(value));
    } catch (DateTimeParseException e) {
      return bad("is not a date: write it like 2026-01-31");
    }
  }

  Optional<Duration> duration() {
    try {
      Matcher matcher = SHORT_DURATION.matcher(value);
      return Optional.of(matcher.matches() ? shortDuration(matcher) : Duration.parse(value));
    } catch (DateTimeParseException e) {
      return bad("is not a duration: write it like 500ms, 1s, 5m, 2h, 1d or PT5M");
    }
  }

  <T> Optional<T> bad(String why) {
    return bad(why, List.of());
  }

  <T> Optional<T> bad(String why, List<String> known) {
    String message = quoted() + " " + why + problems.suggestion(value, known);
    problems.add(ProblemCode.BAD_VALUE, place, message);
    return Optional.empty();
  }

  String quoted() {
    return Quote.of(value);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Duration shortDuration(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}

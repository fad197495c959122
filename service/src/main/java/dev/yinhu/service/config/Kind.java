package dev.yinhu.service.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value.
 *
 * @param expected what a right text looks like, completing "expected …"
 * @param <T> the value's type
 */
record Kind<T>(String expected, Reader<T> reader) {

  /** Reads one text; throws {@link IllegalArgumentException} when it is wrong. */
  interface Reader<T> {
    T read(String text, Path base);
  }

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  static Kind<Integer> number(int from, int to) {
    return new Kind<>(
        "a whole number from " + from + " to " + to,
        (text, _) -> {
          var number = Integer.parseInt(text);
          require(number >= from && number <= to);
          return number;
        });
  }

  static Kind<Long> longNumber(long from, long to) {
    return new Kind<>(
        "a whole number from " + from + " to " + to,
        (text, _) -> {
          var number = Long.parseLong(text);
          require(number >= from && number <= to);
          return number;
        });
  }

  static Kind<Boolean> flag() {
    return new Kind<>(
        "true or false",
        (text, _) -> {
          require(text.equals("true") || text.equals("false"));
          return text.equals("true");
        });
  }

  static Kind<String> text(String expected, String pattern) {
    var compiled = Pattern.compile(pattern);
    return new Kind<>(
        expected,
        (text, _) -> {
          require(compiled.matcher(text).matches());
          return text;
        });
  }

  static Kind<Path> path() {
    return new Kind<>("a path", (text, base) -> base.resolve(text).normalize());
  }

  static Kind<Path> readableFile() {
    return new Kind<>(
        "the path of a file that exists and can be read",
        (text, base) -> {
          var path = base.resolve(text).normalize();
          require(Files.isRegularFile(path) && Files.isReadable(path));
          return path;
        });
  }

  static Kind<Duration> duration(Duration from, Duration to) {
    return new Kind<>(
        "a duration such as 500ms, 30s, 5m, 2h or 1d, from " + printed(from) + " to " + printed(to),
        (text, _) -> {
          var value = duration(text);
          require(value.compareTo(from) >= 0 && value.compareTo(to) <= 0);
          return value;
        });
  }

  /** A duration within bounds, or zero for never. */
  static Kind<Duration> period(Duration from, Duration to) {
    return new Kind<>(
        "0s for never, or a duration such as 12h or 90d, from "
            + printed(from)
            + " to "
            + printed(to),
        (text, _) -> {
          var value = duration(text);
          require(value.isZero() || (value.compareTo(from) >= 0 && value.compareTo(to) <= 0));
          return value;
        });
  }

  /** Plain HTTP only where nobody can stand between: what is fetched there decides who signs in. */
  static Kind<URI> secureUri() {
    return new Kind<>(
        "an https address, or an http address of this machine (localhost, 127.0.0.1 or [::1])",
        (text, _) -> {
          var uri = URI.create(text);
          var host = uri.getHost();
          require(host != null);
          require(
              "https".equals(uri.getScheme())
                  || ("http".equals(uri.getScheme()) && LOOPBACK.matcher(host).matches()));
          return uri;
        });
  }

  static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    var names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return new Kind<>(
        "one of " + names,
        (text, _) -> {
          require(text.equals(text.toLowerCase(Locale.ROOT)));
          return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    require(matcher.matches());
    var amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String printed(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() % 3600 == 0 ? duration.toHours() + "h" : duration.toSeconds() + "s";
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}

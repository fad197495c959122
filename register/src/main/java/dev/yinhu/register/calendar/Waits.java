package dev.yinhu.register.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times in which a clock stands, one after the other. Immutable.
 *
 * @param spans in their order, without overlap
 */
public record Waits(List<Span> spans) {
  /** It never stands. */
  public static final Waits NONE = new Waits(List.of());

  /**
   * One of them. The clock stands at its beginning and goes again at its end.
   *
   * @param begin first instant
   * @param end first instant after; not before the beginning
   */
  public record Span(Instant begin, Instant end) {
    /**
     * @throws IllegalArgumentException when it ends before it begins
     */
    public Span {
      if (end.isBefore(begin)) {
        throw new IllegalArgumentException("a wait ends after it begins");
      }
    }

    Duration length() {
      return Duration.between(begin, end);
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when a span begins before the one before it ends
   */
  public Waits {
    spans = List.copyOf(spans);
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).begin().isBefore(spans.get(i - 1).end())) {
        throw new IllegalArgumentException("waits follow one another");
      }
    }
  }

  /** The same, as far as they are together no longer than that: then the clock goes on. */
  public Waits atMost(Duration most) {
    List<Span> kept = new ArrayList<>();
    Duration left = most;
    for (Span span : spans) {
      if (left.isZero()) {
        break;
      }
      boolean whole = span.length().compareTo(left) <= 0;
      kept.add(whole ? span : new Span(span.begin(), span.begin().plus(left)));
      left = whole ? left.minus(span.length()) : Duration.ZERO;
    }
    return new Waits(kept);
  }

  /** The wait in which the clock stands then. */
  public Optional<Span> at(Instant instant) {
    for (Span span : spans) {
      if (!instant.isBefore(span.begin()) && instant.isBefore(span.end())) {
        return Optional.of(span);
      }
    }
    return Optional.empty();
  }
}

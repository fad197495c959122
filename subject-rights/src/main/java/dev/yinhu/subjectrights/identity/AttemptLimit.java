package dev.yinhu.subjectrights.identity;

import java.time.Duration;

/**
 * How often something may be tried.
 *
 * @param kind what, a word of lower case letters such as {@code code-source}
 * @param most how often in a window
 * @param window how long it is, from the first try
 */
public record AttemptLimit(String kind, int most, Duration window) {
  /**
   * @throws IllegalArgumentException when it would permit nothing, or is for no time
   */
  public AttemptLimit {
    if (!kind.matches("[a-z][a-z-]{0,31}") || most < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("a limit has a word, a count from 1 and a time");
    }
  }
}

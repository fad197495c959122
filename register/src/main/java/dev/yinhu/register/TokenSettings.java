package dev.yinhu.register;

import java.time.Duration;
import java.util.Optional;

/**
 * How tokens for a field are made.
 *
 * @param kind random, deterministic or one-way
 * @param lifetime how long a token can be turned back: more than zero, at most {@link
 *     #LONGEST_LIFETIME}; empty means for ever, and for one-way tokens, which nothing turns back
 * @param keepsFormat whether a token looks like the value it stands for
 */
public record TokenSettings(TokenKind kind, Optional<Duration> lifetime, boolean keepsFormat) {
  /** A hundred years: whoever wants more wants for ever. */
  public static final Duration LONGEST_LIFETIME = Duration.ofDays(36_525);

  /** Checks the bounds; throws {@link IllegalArgumentException} otherwise. */
  public TokenSettings {
    if (lifetime.filter(time -> !isLifetime(time)).isPresent()) {
      throw new IllegalArgumentException("a token lives for more than zero and at most 100 years");
    }
    if (kind == TokenKind.ONE_WAY && lifetime.isPresent()) {
      throw new IllegalArgumentException("nothing turns a one-way token back: it has no lifetime");
    }
  }

  /** Whether tokens may have this lifetime. */
  public static boolean isLifetime(Duration time) {
    return time.isPositive() && time.compareTo(LONGEST_LIFETIME) <= 0;
  }
}

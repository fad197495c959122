package dev.yinhu.register;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much one caller may do under one purpose; an absent limit does not limit.
 *
 * @param burst fields in a short time
 * @param daily fields in a calendar day of the configured zone, at least 1
 */
public record CallerLimits(Optional<BurstLimit> burst, OptionalLong daily) {
  /** No limit at all. */
  public static final CallerLimits NONE = new CallerLimits(Optional.empty(), OptionalLong.empty());

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public CallerLimits {
    if (daily.isPresent() && daily.getAsLong() < 1) {
      throw new IllegalArgumentException("daily limit must be at least 1");
    }
  }
}

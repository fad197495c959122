package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.Purpose;
import java.util.Optional;

/**
 * What values count against: the limits of a grant, kept by caller and purpose.
 *
 * @param purpose whose grant it is
 * @param limits never {@link CallerLimits#NONE}
 */
record Budget(Purpose purpose, CallerLimits limits) {
  /** The budget of a grant; empty when the grant has no limits. */
  static Optional<Budget> of(Purpose purpose, CallerLimits limits) {
    return limits.equals(CallerLimits.NONE)
        ? Optional.empty()
        : Optional.of(new Budget(purpose, limits));
  }

  /**
   * The budget of somebody who has two grants for the same: none when one of them has none, as that
   * one alone would do; else the one that was there before.
   */
  static Optional<Budget> wider(Optional<Budget> before, Optional<Budget> other) {
    return other.isEmpty() ? other : before;
  }
}

package dev.yinhu.register.law;

import java.time.Duration;

/**
 * Whether a deadline's clock stands while the person is waited for. For nothing else it ever does.
 */
public sealed interface WaitRule {
  /** It runs all the time. */
  record Never() implements WaitRule {}

  /** It stands as long as the person is waited for. */
  record Always() implements WaitRule {}

  /**
   * It stands while the person is waited for, but not longer than this altogether.
   *
   * @param most the longest sum of waits
   */
  record AtMost(Duration most) implements WaitRule {
    /**
     * @throws IllegalArgumentException when it is not positive
     */
    public AtMost {
      if (!most.isPositive()) {
        throw new IllegalArgumentException("the longest wait is positive");
      }
    }
  }
}

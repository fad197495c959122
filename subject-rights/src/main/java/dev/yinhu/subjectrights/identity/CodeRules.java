package dev.yinhu.subjectrights.identity;

import java.time.Duration;

/**
 * How codes are dealt with.
 *
 * @param tries how often a code may be entered, right or wrong
 * @param life how long it is good
 * @param most how many are made for a case: with the tries, it bounds the chance of a guess (5
 *     codes of 5 tries: 25 in 100,000,000)
 */
public record CodeRules(int tries, Duration life, int most) {
  /** Five tries, ten minutes, five codes. */
  public static final CodeRules USUAL = new CodeRules(5, Duration.ofMinutes(10), 5);

  /**
   * @throws IllegalArgumentException when there would be no chance, or too good a one
   */
  public CodeRules {
    if (tries < 1 || tries > 10 || most < 1 || most > 20) {
      throw new IllegalArgumentException("a code has 1 to 10 tries, and a case 1 to 20 codes");
    }
    if (!life.isPositive() || life.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("a code is good for an hour at most");
    }
  }
}

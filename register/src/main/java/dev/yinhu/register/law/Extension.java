package dev.yinhu.register.law;

import dev.yinhu.register.calendar.Term;

/**
 * How a deadline may be put off: each time by telling the person, with the reason, before it is
 * due.
 *
 * @param term by how much, in the unit of the deadline
 * @param times how often at most, 1 to {@value #MOST_TIMES}
 */
public record Extension(Term term, int times) {
  /** More is a mistake in writing. */
  public static final int MOST_TIMES = 10;

  /**
   * @throws IllegalArgumentException when times is out of bounds
   */
  public Extension {
    if (times < 1 || times > MOST_TIMES) {
      throw new IllegalArgumentException("a deadline is extended 1 to " + MOST_TIMES + " times");
    }
  }
}

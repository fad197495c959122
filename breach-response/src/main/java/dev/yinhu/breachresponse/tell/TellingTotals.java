package dev.yinhu.breachresponse.tell;

/**
 * What became of all notices of an incident to people, over all runs. Each person is in one of
 * them: the sum of the others is {@code persons}.
 *
 * @param persons whom some run put into the outbox
 * @param told reached; in a drill, whose notice came up to the sender and was stopped there
 * @param failed refused for good, returned, or too late
 * @param unreachable without any contact
 * @param erased of whom nothing is kept any more
 * @param waiting not known yet
 * @param cancelled stopped before it left; the next run tells them
 */
public record TellingTotals(
    long persons,
    long told,
    long failed,
    long unreachable,
    long erased,
    long waiting,
    long cancelled) {
  /**
   * @throws IllegalArgumentException when the sums do not agree
   */
  public TellingTotals {
    if (persons != told + failed + unreachable + erased + waiting + cancelled) {
      throw new IllegalArgumentException("the totals of notices to people do not add up");
    }
  }

  /** For whom something has to be published. The erased cannot be told and need not be. */
  public long missed() {
    return failed + unreachable;
  }
}

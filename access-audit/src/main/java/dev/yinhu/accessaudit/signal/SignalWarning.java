package dev.yinhu.accessaudit.signal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rule found: measured against a threshold, and where in the log. Immutable; holds codes,
 * names of the register, counts and indexes, no reference to a person.
 *
 * @param id follows from rule, key and first entry
 * @param from begin of the window in which most was measured
 * @param to its end, exclusive
 * @param measured the most that was measured in one window; {@link SignalRule#counts} says of what
 * @param baseline what is usual, in the same unit; 0 where the rule knows nothing usual
 * @param threshold what had to be reached
 * @param firstSeen time of the first entry that gave a finding
 * @param lastSeen time of the latest
 * @param findings how many entries gave one
 * @param evidence the first of their indexes, in order; at most {@value #MOST_EVIDENCE}
 * @param raisedAt when it was written down
 * @param change grows with every change of any warning, in the order of the commits: who remembers
 *     the highest one seen misses nothing
 * @param settled who put it off or closed it, if somebody did
 */
public record SignalWarning(
    String id,
    SignalRule rule,
    Severity severity,
    WarningState state,
    SignalKey key,
    Instant from,
    Instant to,
    double measured,
    double baseline,
    double threshold,
    Instant firstSeen,
    Instant lastSeen,
    long findings,
    List<Long> evidence,
    Instant raisedAt,
    long change,
    Optional<Settled> settled) {
  /** The most indexes that are kept. */
  public static final int MOST_EVIDENCE = 100;

  public SignalWarning {
    evidence = List.copyOf(evidence);
  }

  /**
   * A decision of a person on a warning.
   *
   * @param until when a snoozed one opens again
   * @param by who decided
   * @param reason why
   */
  public record Settled(Optional<Instant> until, String by, String reason) {}

  /** The same under the number of a change. */
  SignalWarning changed(long number) {
    return as(state, settled, number);
  }

  /** The same in another state. */
  SignalWarning as(WarningState now, Optional<Settled> decision, long number) {
    return new SignalWarning(
        id, rule, severity, now, key, from, to, measured, baseline, threshold, firstSeen, lastSeen,
        findings, evidence, raisedAt, number, decision);
  }

  /** Snoozed, and the time is not over. */
  boolean sleepsAt(Instant time) {
    return state == WarningState.SNOOZED
        && settled.flatMap(Settled::until).filter(time::isBefore).isPresent();
  }
}

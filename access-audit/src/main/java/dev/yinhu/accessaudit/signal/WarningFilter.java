package dev.yinhu.accessaudit.signal;

import java.util.Optional;

/**
 * Which warnings to list; the one that changed last comes first.
 *
 * @param least the least severity
 * @param after only those whose last {@link SignalWarning#change} is higher; 0 for all
 * @param before only those whose last change is lower, to read on; {@link Long#MAX_VALUE} for all
 * @param limit how many at most
 */
public record WarningFilter(
    Optional<WarningState> state,
    Optional<SignalRule> rule,
    Optional<String> caller,
    Optional<String> actor,
    Severity least,
    long after,
    long before,
    int limit) {
  /** The most that are listed at once. */
  public static final int MOST = 1_000;

  public WarningFilter {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " warnings are listed at once");
    }
  }

  /** The latest of all. */
  public static WarningFilter latest(int limit) {
    return new WarningFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Severity.LOW,
        0,
        Long.MAX_VALUE,
        limit);
  }

  /** The same of one state. */
  public WarningFilter in(WarningState wanted) {
    return new WarningFilter(Optional.of(wanted), rule, caller, actor, least, after, before, limit);
  }
}

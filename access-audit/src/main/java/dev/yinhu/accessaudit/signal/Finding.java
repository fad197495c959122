package dev.yinhu.accessaudit.signal;

import java.time.Instant;

/**
 * An entry completed a pattern, or went on with it.
 *
 * @param index the entry's
 * @param time the entry's
 * @param from begin of the window
 * @param to its end, exclusive
 * @param measured at least {@code threshold}
 * @param baseline what is usual; 0 for nothing
 */
record Finding(
    SignalRule rule,
    Severity severity,
    SignalKey key,
    long index,
    Instant time,
    Instant from,
    Instant to,
    double measured,
    double baseline,
    double threshold) {
  /** Of something that a single entry is enough for. */
  static Finding once(SignalRule rule, Severity severity, SignalKey key, Seen seen, long measured) {
    Instant time = seen.entry().time();
    return new Finding(
        rule, severity, key, seen.index(), time, time, time.plusNanos(1), measured, 0, 1);
  }
}

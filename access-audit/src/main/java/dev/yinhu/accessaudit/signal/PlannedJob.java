package dev.yinhu.accessaudit.signal;

import java.time.Instant;
import java.util.Optional;

/**
 * An exception from a rule for work that is planned; its findings are counted, not told.
 *
 * @param caller empty for every caller
 * @param actor empty for every actor; not both are empty
 * @param from first moment, by the time of entries
 * @param until first moment after
 * @param reason why
 * @param findings what it has kept from becoming a warning
 */
public record PlannedJob(
    long id,
    SignalRule rule,
    String caller,
    String actor,
    Instant from,
    Instant until,
    String reason,
    String madeBy,
    Instant madeAt,
    long findings,
    Optional<Instant> lastFinding) {
  boolean covers(Finding finding) {
    return rule == finding.rule()
        && (caller.isEmpty() || caller.equals(finding.key().caller()))
        && (actor.isEmpty() || actor.equals(finding.key().actor()))
        && !finding.time().isBefore(from)
        && finding.time().isBefore(until);
  }
}

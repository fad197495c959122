package dev.yinhu.piiscanner.finding;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a finding's history.
 *
 * @param by the caller who decided, or the job that saw it
 * @param kind {@code found}, {@code gone}, {@code returned}, {@code triage} or {@code expired}
 * @param triage the state from then on, where it changed
 * @param note why, as the caller wrote it; without personal data
 */
public record FindingEvent(
    Instant at, String by, String kind, Optional<Triage> triage, Optional<String> note) {}

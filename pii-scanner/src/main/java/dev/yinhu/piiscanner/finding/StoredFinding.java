package dev.yinhu.piiscanner.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A type at a place, as it stands.
 *
 * @param seen what the last scan saw that saw it
 * @param lastJob that scan
 * @param goneAt since when whole scans see it no more
 * @param assignee who takes care of it
 * @param until the last day of an acceptance
 */
public record StoredFinding(
    long id,
    Sighting seen,
    Instant firstSeen,
    Instant lastSeen,
    UUID lastJob,
    Optional<Instant> goneAt,
    Triage triage,
    Optional<String> assignee,
    Optional<LocalDate> until) {}

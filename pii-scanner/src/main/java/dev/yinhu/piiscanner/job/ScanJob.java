package dev.yinhu.piiscanner.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it stood when it was looked at.
 *
 * @param spec what to scan, JSON
 * @param createdBy name of the caller who asked for it
 * @param cancelWanted whether somebody has asked for its end
 * @param attempts how often a node began to run it since its last piece was done
 * @param progress how far it is, JSON; empty before the first piece
 * @param outcome what came of it, JSON; there when it is done
 * @param failure why it failed; there when it has, without anything personal
 */
public record ScanJob(
    UUID id,
    String spec,
    String createdBy,
    Instant createdAt,
    JobState state,
    boolean cancelWanted,
    int attempts,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> progress,
    Optional<String> outcome,
    Optional<String> failure) {}

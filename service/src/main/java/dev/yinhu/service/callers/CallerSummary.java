package dev.yinhu.service.callers;

import java.time.Instant;
import java.util.Optional;

/**
 * One caller as a list shows it.
 *
 * @param activeTokens tokens neither expired nor revoked
 * @param nextExpiry when the first of the active tokens expires
 */
public record CallerSummary(
    String name, Role role, Instant createdAt, int activeTokens, Optional<Instant> nextExpiry) {}

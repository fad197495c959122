package dev.yinhu.breachresponse.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * A leave by two people: one asked, another granted, and it serves once until it expires.
 *
 * @param what the act that it allows, such as {@code person-list}
 */
public record Approval(
    long id,
    String what,
    String reason,
    String askedBy,
    Instant askedAt,
    Instant expires,
    Optional<Granted> granted,
    Optional<Instant> used) {
  /** By whom and when. */
  public record Granted(String by, Instant at) {}

  /** Granted, neither used nor expired. */
  public boolean servesAt(Instant now) {
    return granted.isPresent() && used.isEmpty() && now.isBefore(expires);
  }
}

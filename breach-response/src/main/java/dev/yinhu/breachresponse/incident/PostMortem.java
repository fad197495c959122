package dev.yinhu.breachresponse.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What was learned from an incident.
 *
 * @param cause a code, such as {@code stolen-credentials}
 * @param findings what happened and why, in words of staff
 * @param approved by somebody else than who wrote it
 */
public record PostMortem(
    String cause,
    String findings,
    String writtenBy,
    Instant writtenAt,
    Optional<Approved> approved) {
  /** By whom and when. */
  public record Approved(String by, Instant at) {}
}

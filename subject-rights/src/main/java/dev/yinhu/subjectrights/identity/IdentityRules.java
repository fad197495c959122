package dev.yinhu.subjectrights.identity;

import java.time.Duration;

/**
 * How proof is taken.
 *
 * @param byCase how often something is tried for a case
 * @param bySource how often from one place
 * @param stop how long an old contact may stop a case
 */
public record IdentityRules(AttemptLimit byCase, AttemptLimit bySource, Duration stop) {
  /** Twenty tries an hour for a case, sixty from one place; stops for thirty days. */
  public static final IdentityRules USUAL =
      new IdentityRules(
          new AttemptLimit("case", 20, Duration.ofHours(1)),
          new AttemptLimit("source", 60, Duration.ofHours(1)),
          Duration.ofDays(30));
}

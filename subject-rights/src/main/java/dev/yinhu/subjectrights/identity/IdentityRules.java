package dev.yinhu.subjectrights.identity;

import java.time.Duration;

/**
 * How proof is taken.
 *
 * @param byCase how often something is tried for a case
 * @param bySource how often from one place
 * @param codes how many codes a person is sent, over all cases
 * @param stop how long an old contact may stop a case
 */
public record IdentityRules(
    AttemptLimit byCase, AttemptLimit bySource, AttemptLimit codes, Duration stop) {
  /**
   * Twenty tries an hour for a case, sixty from one place; ten codes an hour for a person, which is
   * two cases that use up theirs; stops for thirty days.
   */
  public static final IdentityRules USUAL =
      new IdentityRules(
          new AttemptLimit("case", 20, Duration.ofHours(1)),
          new AttemptLimit("source", 60, Duration.ofHours(1)),
          new AttemptLimit("codes", 10, Duration.ofHours(1)),
          Duration.ofDays(30));
}

package dev.yinhu.piiscanner.job;

import java.time.Duration;

/**
 * How patient a node is.
 *
 * @param lease for how long a job is a node's without being renewed; a third of it lies between two
 *     renewals. A dead node's job is taken over after this time at the latest
 * @param look pause between two looks for work, besides being told of it
 * @param mostAttempts how often a job may be begun without a piece of it being done; then it fails
 */
public record JobTimes(Duration lease, Duration look, int mostAttempts) {
  /** 30 seconds, 10 seconds, 5 times. */
  public static final JobTimes DEFAULT =
      new JobTimes(Duration.ofSeconds(30), Duration.ofSeconds(10), 5);

  /** Checks that all are above zero. */
  public JobTimes {
    if (!lease.isPositive() || !look.isPositive() || mostAttempts < 1) {
      throw new IllegalArgumentException("lease, look and attempts are above zero");
    }
  }

  Duration renewal() {
    return lease.dividedBy(3);
  }
}

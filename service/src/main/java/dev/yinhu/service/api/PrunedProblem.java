package dev.yinhu.service.api;

import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;

/** The answer to who asks for a part of the log that was pruned. Stateless. */
final class PrunedProblem {
  private PrunedProblem() {}

  static ProblemException below(long firstKept) {
    return new ProblemException(
        Problem.PRUNED,
        "Entries below index %d were removed under the retention policy; GET /v1/audit/retention"
                .formatted(firstKept)
            + " names the law and the policy.");
  }
}

package dev.yinhu.tableprotection;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a job.
 *
 * @param job empty exactly when there are problems
 * @param problems all of them, as {@code file:line:column: what is wrong and what to do}
 */
public record JobReading(Optional<ProtectionJob> job, List<String> problems) {
  /** Copies the list. */
  public JobReading {
    problems = List.copyOf(problems);
  }
}

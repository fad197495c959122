package dev.yinhu.tableprotection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What came of a phase.
 *
 * @param finished false when it was stopped; run it again to go on
 * @param counts over all runs of this phase
 * @param passes how often the table was walked through
 * @param findings a file of rows that need a person's eye, if there are any
 */
public record PhaseReport(
    Phase phase, boolean finished, Counts counts, int passes, Optional<Path> findings) {
  /** Whether it is finished and left nothing that somebody has to look at. */
  public boolean clean() {
    return finished
        && counts.of(Counted.REFUSED) == 0
        && counts.of(Counted.MISMATCHED) == 0
        && counts.of(Counted.MISSING) == 0;
  }
}

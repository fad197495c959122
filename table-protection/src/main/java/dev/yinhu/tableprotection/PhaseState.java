package dev.yinhu.tableprotection;

import java.util.Optional;

/**
 * How far a phase came.
 *
 * @param pass which walk through the table it is, from 1
 * @param lastKey the last key of the last committed batch; empty at the start of a pass
 * @param counts over all passes
 * @param passWritten values and indexes written in this pass
 * @param passChanged rows in this pass that the application changed meanwhile
 */
record PhaseState(
    int pass,
    Optional<RowKey> lastKey,
    Counts counts,
    long passWritten,
    long passChanged,
    boolean finished) {
  static final PhaseState START = new PhaseState(1, Optional.empty(), Counts.NONE, 0, 0, false);

  PhaseState after(RowKey last, Counts more) {
    return new PhaseState(
        pass,
        Optional.of(last),
        counts.plus(more),
        passWritten + more.of(Counted.WRITTEN) + more.of(Counted.INDEXES_WRITTEN),
        passChanged + more.of(Counted.CHANGED_MEANWHILE),
        false);
  }

  /** Another walk: what a walk finds and does not settle is counted anew. */
  PhaseState nextPass() {
    return new PhaseState(pass + 1, Optional.empty(), counts.settled(), 0, 0, false);
  }

  PhaseState done() {
    return new PhaseState(pass, Optional.empty(), counts, passWritten, passChanged, true);
  }
}

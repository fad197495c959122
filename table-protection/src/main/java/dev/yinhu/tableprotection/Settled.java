package dev.yinhu.tableprotection;

import java.util.List;

/**
 * A batch that is done: what it had to write is committed.
 *
 * @param last the key behind which the next batch begins
 */
record Settled(RowKey last, Counts counts, List<Finding> findings) {
  Settled {
    findings = List.copyOf(findings);
  }
}

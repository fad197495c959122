package dev.yinhu.tableprotection;

import java.util.List;

/**
 * What came of a batch that was read, before anything is written.
 *
 * @param last the key behind which the next batch begins
 * @param counts without what writing will add
 */
record Batch(RowKey last, List<RowChange> changes, Counts counts, List<Finding> findings) {
  Batch {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }
}

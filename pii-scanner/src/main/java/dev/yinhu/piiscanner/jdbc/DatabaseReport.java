package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan of a database found.
 *
 * @param database its URL without user and parameters
 * @param extent how much of each table was meant to be read
 * @param seed of the sample
 * @param stopped whether the scan was told to stop before its end
 * @param tables in the order of their names
 */
public record DatabaseReport(
    String database, Extent extent, long seed, boolean stopped, List<TableReport> tables) {
  /** Copies the list. */
  public DatabaseReport {
    tables = List.copyOf(tables);
  }

  /** Whether all that was meant to be read was. */
  public boolean complete() {
    return !stopped && tables.stream().allMatch(TableReport::complete);
  }

  /**
   * Whether all that can be read was: values that are no text were counted and told, as binary
   * files are.
   */
  public boolean seen() {
    return !stopped && tables.stream().allMatch(TableReport::seen);
  }

  /** Whether nothing was found for certain, and all was read: else nothing is known to be clean. */
  public boolean clean() {
    return complete() && findings().stream().noneMatch(ColumnFinding::certain);
  }

  /** Everything that was found, certain or not. */
  public List<ColumnFinding> findings() {
    return tables.stream().flatMap(t -> t.findings().stream()).toList();
  }

  /**
   * How far the tables are read now: for those that were finished what this scan tells, for others
   * what was known before.
   */
  public ScanState state(ScanState before) {
    Map<TableName, ScanState.Watermark> marks = new HashMap<>(before.tables());
    for (TableReport table : tables) {
      if (table.outcome() instanceof Outcome.Finished(var mark)) {
        mark.ifPresent(m -> marks.put(table.name(), m));
      }
    }
    return new ScanState(marks);
  }
}

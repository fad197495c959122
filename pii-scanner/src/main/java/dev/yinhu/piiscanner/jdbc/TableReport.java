package dev.yinhu.piiscanner.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a table after the scan.
 *
 * @param name where it is
 * @param outcome whether it was read to the end
 * @param rows that were scanned, each once
 * @param characters that were scanned
 * @param estimatedRows what the database estimated before
 * @param sampled whether only a part of the rows was meant to be read, by sample or increment
 * @param columns in the table's order
 * @param notes what a reader should know: how the sample was drawn and what it cost, values that
 *     were cut
 */
public record TableReport(
    TableName name,
    Outcome outcome,
    long rows,
    long characters,
    OptionalLong estimatedRows,
    boolean sampled,
    List<ColumnReport> columns,
    List<String> notes) {
  /** Copies the lists. */
  public TableReport {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /** How reading a table ended. */
  public sealed interface Outcome {
    /**
     * All rows that were meant to be read were.
     *
     * @param watermark from where the next incremental scan may go on
     */
    record Finished(Optional<ScanState.Watermark> watermark) implements Outcome {}

    /**
     * Some rows were not read, or none; what the report tells of the others holds.
     *
     * @param why in words, without a value
     */
    record Unfinished(String why) implements Outcome {}
  }

  /** Whether all rows that were meant to be read were, and all values in full. */
  public boolean complete() {
    return seen() && columns.stream().allMatch(c -> c.notText() == 0);
  }

  /** The same, but for values that are no text. */
  public boolean seen() {
    return outcome instanceof Outcome.Finished && columns.stream().allMatch(c -> c.cut() == 0);
  }

  /** Everything that was found, in the order of the columns. */
  public List<ColumnFinding> findings() {
    return columns.stream().flatMap(c -> c.findings().stream()).toList();
  }
}

package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.report.Samples;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scans rows that are handed over cell by cell: the same counting as that of {@link DatabaseScan}.
 * For one thread. Columns are counted by their place among those that are read.
 */
public final class PartScan {
  private final TableTally tally;
  private final int columns;
  private RowBatch batch;

  PartScan(TableTally tally, int columns) {
    this.tally = tally;
    this.columns = columns;
    this.batch = new RowBatch(columns);
  }

  /** A cell of one value; a column that is not set is NULL. */
  public void text(int column, @Nullable String value) {
    batch.set(column, value);
  }

  /** A cell of many values: each type counts once. */
  public void elements(int column, List<String> values) {
    batch.set(column, new RowBatch.Elements(values));
  }

  /** A cell of bytes: scanned where they are text in UTF-8, else counted. */
  public void bytes(int column, byte[] value) {
    batch.set(column, Optional.<Object>ofNullable(decoded(value)).orElse(RowBatch.NOT_TEXT));
  }

  /** The text that bytes are in UTF-8; empty if they are not. */
  public static Optional<String> utf8(byte[] value) {
    return Optional.ofNullable(decoded(value));
  }

  private static @Nullable String decoded(byte[] value) {
    return Utf8Text.of(value, false);
  }

  /** The row has all its cells. */
  public void endRow() {
    batch.endRow();
    if (batch.full()) {
      flush();
    }
  }

  private void flush() {
    tally.add(batch);
    batch = new RowBatch(columns);
  }

  /** What all rows until now count to. */
  public PartCounts counts(Samples examples) {
    flush();
    return new PartCounts(
        tally.rows(),
        tally.characters(),
        tally.columns().stream().map(column -> column.counts(examples)).toList());
  }
}

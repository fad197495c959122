package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.jdbc.ScanState.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one table is read.
 *
 * @param columns whose values are read, in this order
 * @param grows the column that the increment looks at
 * @param since rows up to this are left out; only together with {@code grows}
 * @param longestCell characters of a value that are read; one more tells that there are more
 * @param pieceRows rows for one statement; empty: all in one
 */
record ReadPlan(
    Table table,
    List<Column> columns,
    Sample sample,
    Optional<Column> grows,
    Optional<Watermark> since,
    int longestCell,
    OptionalInt pieceRows) {
  private static final int PIECE = 50_000;
  private static final int SLOWEST_PIECE = 100;

  static ReadPlan of(Table table, Sample sample, DatabaseScanSettings settings, Dialect dialect) {
    Optional<Column> grows = table.grows(settings.increment());
    Optional<Watermark> mark =
        Optional.ofNullable(settings.since().tables().get(table.name()))
            .filter(m -> grows.filter(column -> column.name().equals(m.column())).isPresent());
    return new ReadPlan(
        table,
        table.read(),
        sample,
        grows,
        mark,
        settings.longestCell(),
        pieces(table, sample, settings, dialect));
  }

  /**
   * A table with a key is read piece by piece: a statement ends before a timeout or a waiting
   * client's connection does. Where the server draws a sample by looking at all, one look is
   * enough.
   */
  private static OptionalInt pieces(
      Table table, Sample sample, DatabaseScanSettings settings, Dialect dialect) {
    boolean drawnAtOnce = !sample.all() && dialect.boundsStatements() && !dialect.drawsHere(table);
    if (!table.keyed() || drawnAtOnce) {
      return OptionalInt.empty();
    }
    // Not more than a second's worth: a server hangs up on who reads too slowly.
    int rows = settings.rowsPerSecond().orElse(PIECE);
    return OptionalInt.of(Math.clamp(rows, SLOWEST_PIECE, PIECE));
  }

  /** Whether values may be so long that few rows fit into memory. */
  boolean longCells() {
    return columns.stream()
        .anyMatch(c -> c.mayExceed(longestCell) || c.kind() == Column.Kind.ARRAY);
  }
}

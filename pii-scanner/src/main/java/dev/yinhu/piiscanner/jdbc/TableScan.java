package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.database.Pace;
import dev.yinhu.database.Pause;
import dev.yinhu.piiscanner.jdbc.ScanState.Watermark;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one table to its end, over as many connections as it takes. Used once. */
final class TableScan {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_PAUSE = 5;

  /** What a table's scan shares with those of the other tables. */
  record Surroundings(
      DatabaseConnector connector,
      DatabaseScanSettings settings,
      Pace pace,
      Pause pause,
      DatabaseProgress progress) {}

  /** What came of it. */
  record Result(Outcome outcome, TableTally tally, Sample sample, boolean increment) {}

  private final Table table;
  private final Surroundings around;
  private final Supplier<TableTally> tallies;
  private ScanWorkers workers;
  private @Nullable ReadPlan plan;
  private Optional<Watermark> reaches = Optional.empty();
  private Optional<RowKey> at = Optional.empty();
  private boolean moved;

  TableScan(Table table, Surroundings around, Supplier<TableTally> tallies) {
    this.table = table;
    this.around = around;
    this.tallies = tallies;
    this.workers = new ScanWorkers(around.settings().scanThreads(), tallies);
  }

  /** Reads and closes what it opened. */
  Result run() throws InterruptedException {
    try {
      Outcome outcome = read();
      TableTally tally = workers.finish();
      ReadPlan planned = plan;
      return planned == null
          ? new Result(outcome, tally, new Sample(1, 0), false)
          : new Result(outcome, tally, planned.sample(), planned.since().isPresent());
    } finally {
      workers.close();
    }
  }

  private Outcome read() throws InterruptedException {
    int failures = 0;
    while (true) {
      moved = false;
      try (TableRowsStore rows = open()) {
        around.progress().begin(table.name(), expected());
        return readOn(rows)
            ? new Outcome.Finished(reaches)
            : new Outcome.Unfinished("the scan was stopped");
      } catch (SQLException e) {
        // Rows that will be read anew are no progress.
        failures = moved && table.keyed() ? 1 : failures + 1;
        if (!SqlFault.passes(e) || failures > around.settings().tries()) {
          return new Outcome.Unfinished(SqlFault.why(e));
        }
      }
      if (!table.keyed() && moved) {
        forget();
      }
      int doubled = Math.min(failures - 1, LONGEST_PAUSE);
      around.pause().of(FIRST_PAUSE.multipliedBy(1L << doubled));
    }
  }

  /** Nothing tells which rows were read: the table is begun anew. */
  private void forget() {
    workers.close();
    workers = new ScanWorkers(around.settings().scanThreads(), tallies);
  }

  private OptionalLong expected() {
    ReadPlan planned = plan;
    if (planned == null || table.rows().isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(table.rows().getAsLong() * planned.sample().share()));
  }

  private TableRowsStore open() throws SQLException {
    Dialect dialect = around.connector().dialect();
    Connection connection = around.connector().open();
    try {
      ReadPlan planned = plan;
      if (planned == null) {
        planned = plan(connection);
        plan = planned;
      }
      return new TableRowsStore(connection, planned, dialect, around.settings().statementTimeout());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** How much to read, and how far that will reach: asked before the first row is read. */
  private ReadPlan plan(Connection connection) throws SQLException {
    DatabaseScanSettings settings = around.settings();
    Dialect dialect = around.connector().dialect();
    ReadPlan whole = ReadPlan.of(table, new Sample(1, settings.seed()), settings, dialect);
    // Not closed: it would close the connection.
    TableRowsStore asking =
        new TableRowsStore(connection, whole, dialect, settings.statementTimeout());
    if (whole.grows().isPresent() && settings.extent().equals(Extent.WHOLE)) {
      reaches = asking.greatest(whole.grows().get(), margin(settings.increment()));
    }
    double share = share(asking);
    return share >= 1
        ? whole
        : ReadPlan.of(table, new Sample(share, settings.seed()), settings, dialect);
  }

  private double share(TableRowsStore asking) throws SQLException {
    return switch (around.settings().extent()) {
      case Extent.Whole _ -> 1;
      case Extent.Percent(double percent) -> percent / 100;
      case Extent.Rows(long rows) -> {
        long all = table.rows().isPresent() ? table.rows().getAsLong() : asking.count();
        yield all <= rows ? 1 : (double) rows / all;
      }
    };
  }

  private static long margin(Increment increment) {
    return switch (increment) {
      case Increment.None _ -> 0;
      case Increment.ByKey(long margin) -> margin;
      case Increment.ByColumn(var _, Duration margin) -> margin.toSeconds();
    };
  }

  /** Whether the end was reached. */
  private boolean readOn(TableRowsStore rows) throws SQLException, InterruptedException {
    boolean more = true;
    while (more && !around.progress().stopping()) {
      more = rows.read(at, this::take);
    }
    return !around.progress().stopping();
  }

  private boolean take(RowBatch batch, Optional<RowKey> last, long read)
      throws InterruptedException {
    workers.put(batch);
    moved = true;
    at = last;
    around.progress().advance(read, batch.characters());
    around.pace().take(read);
    return !around.progress().stopping();
  }
}

package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.database.Pace;
import dev.yinhu.database.Pause;
import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.ScanWorkers.ScanFailed;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import dev.yinhu.piiscanner.report.Samples;
import java.security.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Scans the tables of a database for personal data.
 *
 * <p>Each table is read in a transaction of its own that can only read and sees one state of the
 * table; no statement ever writes. What could not be read is told for each table, and the others
 * are read all the same. Safe for use by many threads, each with its own target.
 */
public final class DatabaseScan {
  private final CellScanner scanner;
  private final ToDoubleFunction<PiiType> threshold;
  private final Key fingerprints;
  private final Map<String, String> environment;
  private final Pause pause;

  /**
   * @param engine that looks at values; one that tells weak findings too lets columns decide
   * @param threshold from which confidence on a column's finding of a type is certain
   * @param fingerprints the key of the samples, see {@link Samples}
   * @param environment variables of the process, for passwords
   */
  public DatabaseScan(
      PiiEngine engine,
      ToDoubleFunction<PiiType> threshold,
      Key fingerprints,
      Map<String, String> environment) {
    this(engine::scan, threshold, fingerprints, environment, Thread::sleep);
  }

  DatabaseScan(
      CellScanner scanner,
      ToDoubleFunction<PiiType> threshold,
      Key fingerprints,
      Map<String, String> environment,
      Pause pause) {
    this.scanner = scanner;
    this.threshold = threshold;
    this.fingerprints = fingerprints;
    this.environment = Map.copyOf(environment);
    this.pause = pause;
  }

  /**
   * With an engine of its own. That tells readings however weak, so that columns decide by what
   * most of their values are; the thresholds of the settings and of the catalogue are asked for
   * columns. Takes about a second: make one and keep it.
   *
   * @param clock tells the years in which a person alive can be born
   * @param fingerprints the key of the samples, see {@link Samples}
   * @param environment variables of the process, for passwords
   * @throws dev.yinhu.piiscanner.automaton.TooComplexException when patterns take too many states
   */
  public static DatabaseScan of(
      EngineSettings settings,
      InstantSource clock,
      Key fingerprints,
      Map<String, String> environment) {
    return of(PiiEngine.of(settings, clock), fingerprints, environment);
  }

  /**
   * With an engine that others use too: its thresholds are asked for columns instead of values.
   *
   * @param fingerprints the key of the samples, see {@link Samples}
   * @param environment variables of the process, for passwords
   */
  public static DatabaseScan of(
      PiiEngine engine, Key fingerprints, Map<String, String> environment) {
    return new DatabaseScan(
        engine.withoutThresholds(), engine::threshold, fingerprints, environment);
  }

  /**
   * Scans; takes as long as the tables are large.
   *
   * @param progress is told of each step by this thread, and may stop the scan: what was read until
   *     then is reported
   * @throws DatabaseScanException when the database cannot be reached at all
   * @throws InterruptedException when this thread is interrupted; nothing goes on behind it
   */
  public DatabaseReport run(
      DatabaseTarget target, DatabaseScanSettings settings, DatabaseProgress progress)
      throws InterruptedException {
    DatabaseConnector connector =
        new DatabaseConnector(target, environment, settings.statementTimeout());
    List<Table> tables = new ArrayList<>(tables(connector, target));
    tables.removeIf(table -> progress.skips(table.name()));
    progress.tables(tables.size());
    Pace pace = new Pace(settings.rowsPerSecond(), System::nanoTime, pause);
    TableScan.Surroundings around =
        new TableScan.Surroundings(connector, settings, pace, pause, progress);
    List<TableReport> reports = new ArrayList<>();
    for (Table table : tables) {
      TableReport report =
          progress.stopping() ? unread(table, "the scan was stopped") : scan(table, around);
      reports.add(report);
      progress.end(report);
    }
    return new DatabaseReport(
        target.name(), settings.extent(), settings.seed(), progress.stopping(), reports);
  }

  private static List<Table> tables(DatabaseConnector connector, DatabaseTarget target) {
    try (Connection connection = connector.open()) {
      return new CatalogueStore(connection, connector.dialect()).tables(target.selection());
    } catch (SQLException e) {
      throw connector.unreachable(e);
    }
  }

  private TableReport scan(Table table, TableScan.Surroundings around) throws InterruptedException {
    try {
      TableScan scan =
          new TableScan(table, around, () -> new TableTally(table, scanner, around.settings()));
      return report(table, around, scan.run());
    } catch (ScanFailed e) {
      return unread(table, e.getMessage() + ": this is a defect of the scanner");
    }
  }

  private TableReport report(Table table, TableScan.Surroundings around, TableScan.Result result) {
    boolean sampled = !result.sample().all();
    ColumnDecision decision = new ColumnDecision(threshold, sampled || result.increment());
    Samples samples = new Samples(fingerprints);
    Iterator<ColumnTally> tallies = result.tally().columns().iterator();
    List<ColumnReport> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(
          column.kind() == Column.Kind.NONE
              ? notRead(column)
              : decision.report(table.name(), column, tallies.next().counts(samples)));
    }
    return new TableReport(
        table.name(),
        result.outcome(),
        result.tally().rows(),
        result.tally().characters(),
        table.rows(),
        sampled || result.increment(),
        columns,
        notes(table, around, result));
  }

  private static List<String> notes(
      Table table, TableScan.Surroundings around, TableScan.Result result) {
    List<String> notes = new ArrayList<>();
    Dialect dialect = around.connector().dialect();
    if (!result.sample().all()) {
      notes.add(dialect.cost(table, result.sample()));
    }
    if (result.increment()) {
      notes.add("only rows behind the last scan's mark were read");
    }
    return notes;
  }

  private static ColumnReport notRead(Column column) {
    return ColumnReport.notRead(column.name(), column.typeName());
  }

  private static TableReport unread(Table table, String why) {
    return new TableReport(
        table.name(),
        new Outcome.Unfinished(why),
        0,
        0,
        table.rows(),
        false,
        table.columns().stream().map(DatabaseScan::notRead).toList(),
        List.of());
  }
}

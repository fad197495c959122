package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.finding.Sighting;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.DatabaseProgress;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseScanException;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.Extent;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import dev.yinhu.piiscanner.job.JobFailed;
import dev.yinhu.piiscanner.job.JobWork.Control;
import dev.yinhu.piiscanner.report.Sample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Scans a database, a table being a piece. A place is a column. Used once, by one thread. */
final class DatabaseTask implements DatabaseProgress {
  private static final DatabaseScanSettings SETTINGS = DatabaseScanSettings.DEFAULT.threads(1);

  private final ScanTarget target;
  private final Findings findings;
  private final Control control;
  private final Headway headway;
  private TableSelection wanted = TableSelection.ALL;
  private @Nullable TableName last;
  private long rows;
  private long characters;

  DatabaseTask(ScanTarget target, Findings findings, Control control, Headway headway) {
    this.target = target;
    this.findings = findings;
    this.control = control;
    this.headway = headway;
  }

  void run(DatabaseScan scan, ScanTask.OfDatabase task, Optional<List<String>> after) {
    wanted = new TableSelection(task.patterns(), List.of(), true);
    last = after.map(parts -> new TableName(parts.getFirst(), parts.getLast())).orElse(null);
    try {
      var _ = scan.run(target.database(), settings(task), this);
    } catch (DatabaseScanException e) {
      throw new JobFailed(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      control.check();
      throw new IllegalStateException("the scan of a database was interrupted", e);
    }
    boolean everyTable =
        task.tables() == null && target.database().selection().equals(TableSelection.ALL);
    if (everyTable && task.extent() instanceof Extent.Whole && headway.isWhole()) {
      findings.left(control.job(), target.name(), "");
    }
  }

  private DatabaseScanSettings settings(ScanTask.OfDatabase task) {
    Long seed = task.seed();
    DatabaseScanSettings settings = SETTINGS.of(task.extent(), seed == null ? 1 : seed);
    return target.rowsPerSecond().isPresent()
        ? settings.slowly(target.rowsPerSecond().getAsInt())
        : settings;
  }

  @Override
  public void tables(int count) {
    headway.ofMore(count);
  }

  /** The task names some of those that the configuration allows, never others. */
  @Override
  public boolean skips(TableName table) {
    TableName done = last;
    return !wanted.contains(table) || (done != null && table.compareTo(done) <= 0);
  }

  @Override
  public void begin(TableName table, OptionalLong expected) {
    headway.look();
  }

  @Override
  public void advance(long moreRows, long moreCharacters) {
    rows += moreRows;
    characters += moreCharacters;
    headway.read(moreRows, moreCharacters);
    headway.look();
  }

  /** What was read twice, as the connection was lost, counts once. */
  @Override
  public void end(TableReport report) {
    headway.read(report.rows() - rows, report.characters() - characters);
    rows = 0;
    characters = 0;
    if (report.outcome() instanceof TableReport.Outcome.Unfinished(String why)) {
      headway.trouble(report.name().toString(), why);
    }
    if (!report.complete()) {
      headway.unread();
    }
    report.columns().forEach(column -> take(report, column));
    headway.done();
    headway.keep(List.of(report.name().schema(), report.name().table()));
  }

  private void take(TableReport table, ColumnReport column) {
    String place = table.name() + "." + column.name();
    List<ColumnFinding> certain =
        column.findings().stream().filter(ColumnFinding::certain).toList();
    certain.forEach(finding -> headway.found(finding.type(), finding.hits()));
    boolean whole =
        table.outcome() instanceof TableReport.Outcome.Finished
            && !table.sampled()
            && column.cut() == 0
            && column.notText() == 0;
    if (whole || !certain.isEmpty()) {
      List<Sighting> seen = certain.stream().map(found -> sighting(place, found)).toList();
      findings.seen(control.job(), target.name(), place, seen, whole);
    }
  }

  private Sighting sighting(String place, ColumnFinding found) {
    Optional<Sample> sample = found.examples().stream().findFirst();
    return new Sighting(
        target.name(),
        place,
        found.type(),
        found.hits(),
        OptionalDouble.of((double) found.hits() / Math.max(found.hits(), found.values())),
        found.confidence(),
        sample.map(Sample::masked).orElse(""),
        sample.map(Sample::fingerprint).orElse(""));
  }

  @Override
  public boolean stopping() {
    control.check();
    return false;
  }
}

package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scans tables that Spark can read, where Spark reads them. Rows are looked at by the tasks that
 * read them; only what {@link PartResult} holds comes back. For one thread.
 */
final class SparkScan {
  private final SparkSession spark;
  private final ScanSpec spec;
  private final ToDoubleFunction<PiiType> threshold;
  private final Map<String, String> environment;
  private final List<TableReport> tables = new ArrayList<>();
  private final Map<ColumnFinding, Places> places = new HashMap<>();

  /**
   * @param threshold from which confidence on a column's finding of a type is certain
   * @param environment variables of the process, for passwords
   */
  SparkScan(
      SparkSession spark,
      ScanSpec spec,
      ToDoubleFunction<PiiType> threshold,
      Map<String, String> environment) {
    this.spark = spark;
    this.spec = spec;
    this.threshold = threshold;
    this.environment = Map.copyOf(environment);
  }

  /** Scans all; what cannot be read is told in the report, and the others are read all the same. */
  SparkReport run(Source source) {
    switch (source) {
      case Source.Files files -> {
        FileTables opener = new FileTables(spark, files);
        files.paths().forEach(path -> addPath(opener, path));
      }
      case Source.Tables database -> {
        JdbcTables opener = new JdbcTables(spark, database, environment);
        database.tables().forEach(table -> addTable(opener, table));
      }
    }
    return new SparkReport(
        new DatabaseReport(source.name(), spec.extent(), spec.seed(), false, tables), places);
  }

  /** A path that is not one table, or has a file that cannot be read, is read file by file. */
  private void addPath(FileTables opener, String path) {
    Optional<String> why = tryPath(opener, path);
    if (why.isEmpty()) {
      return;
    }
    List<String> files = files(opener, path);
    if (files.size() < 2) {
      tables.add(unread(new TableName("", path), why.get()));
      return;
    }
    for (String file : files) {
      tryPath(opener, file)
          .ifPresent(reason -> tables.add(unread(new TableName("", file), reason)));
    }
  }

  private List<String> files(FileTables opener, String path) {
    try {
      return opener.files(path, true);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      return List.of();
    }
  }

  /** Empty when it was read. */
  private Optional<String> tryPath(FileTables opener, String path) {
    try {
      FileTables.Opened opened = opener.open(path);
      SparkTable table = SparkTable.of(new TableName("", path), opened.schema());
      add(table, scan(opened.rows(), table, true), opened.corrupt());
      return Optional.empty();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      return Optional.of(Reason.of(e));
    }
  }

  private void addTable(JdbcTables opener, TableName name) {
    try {
      Dataset<Row> rows = opener.open(name);
      SparkTable table = SparkTable.of(name, rows.schema());
      add(table, scan(rows, table, false), "");
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      tables.add(unread(name, Reason.of(e)));
    }
  }

  private PartResult scan(Dataset<Row> rows, SparkTable table, boolean files) {
    Dataset<Row> chosen = spec.sampled() ? rows.sample(false, spec.share(), spec.seed()) : rows;
    PartitionScan task =
        new PartitionScan(spec, table, files, spark.conf().get("spark.sql.session.timeZone"));
    return chosen
        .toJavaRDD()
        .mapPartitions(task)
        .treeAggregate(
            new PartResult(table.parts().none(), Map.of(), ""), PartResult::plus, PartResult::plus);
  }

  private void add(SparkTable table, PartResult result, String corrupt) {
    Outcome finished = new Outcome.Finished(Optional.empty());
    TableReport all =
        table.parts().report(result.counts(), threshold, spec.sampled(), finished, List.of());
    TableReport report = withoutEmpty(all, corrupt);
    tables.add(report);
    List<String> read = table.read().stream().map(Leaf::name).toList();
    for (ColumnFinding finding : report.findings()) {
      Places found =
          result.places().get(new PartResult.Spot(read.indexOf(finding.column()), finding.type()));
      if (found != null) {
        places.put(finding, found);
      }
    }
  }

  /** The column of what is no record is told only where there is such. */
  private static TableReport withoutEmpty(TableReport table, String corrupt) {
    Optional<ColumnReport> column =
        table.columns().stream().filter(c -> c.name().equals(corrupt)).findFirst();
    if (column.isEmpty()) {
      return table;
    }
    long records = column.get().values();
    List<ColumnReport> columns = new ArrayList<>(table.columns());
    if (records == 0) {
      columns.remove(column.get());
    }
    return new TableReport(
        table.name(),
        table.outcome(),
        table.rows(),
        table.characters(),
        table.estimatedRows(),
        table.sampled(),
        columns,
        records == 0
            ? List.of()
            : List.of(records + " broken records were scanned as text, in " + corrupt));
  }

  private TableReport unread(TableName name, String why) {
    return new TableReport(
        name,
        new Outcome.Unfinished(why),
        0,
        0,
        OptionalLong.empty(),
        spec.sampled(),
        List.of(),
        List.of());
  }
}

package dev.yinhu.service.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.jdbc.ColumnItems;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.DatabaseInventory;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.report.database.DatabaseJson;
import dev.yinhu.piiscanner.report.database.DatabaseText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Set;

/** Scans a database and writes a report. Used for one run. */
final class DatabaseScanRun {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final CommandWorld world;
  private final Appraiser appraiser;
  private final AppraisalOutput output;
  private final ScanCommand.Format format;

  DatabaseScanRun(
      CommandWorld world, Appraiser appraiser, AppraisalOutput output, ScanCommand.Format format) {
    this.world = world;
    this.appraiser = appraiser;
    this.output = output;
    this.format = format;
  }

  /**
   * How its places are called.
   *
   * @param store what the register calls the database
   * @param everyTable whether no table is left out
   * @param samples fingerprint the columns
   */
  record Naming(String store, boolean everyTable, Samples samples) {}

  /** Runs to the end, or until the process is told to stop; gives the exit code. */
  int run(DatabaseScan scan, DatabaseTarget target, DatabaseScanSettings settings, Naming naming) {
    DatabaseReport report = scanned(scan, target, settings);
    Appraisal appraisal =
        appraiser.of(
            DatabaseInventory.of(
                report,
                naming.store(),
                target.home(),
                naming.everyTable(),
                world.clock().instant()),
            ColumnItems.of(report, naming.store(), target.home(), naming.samples()),
            Set.of());
    try {
      write(report, appraisal);
    } catch (IOException e) {
      throw new CommandException("cannot write the report", e);
    }
    output.notices(appraisal, format, world.console());
    return appraisal.closed() || !isSeen(report) ? 1 : 0;
  }

  private DatabaseReport scanned(
      DatabaseScan scan, DatabaseTarget target, DatabaseScanSettings settings) {
    try (var _ = world.stop().listen();
        var progress = new DatabaseScanProgress(world.console(), world.stop()::isAsked)) {
      return scan.run(target, settings, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("the scan was interrupted", e);
    }
  }

  /** Binary values are counted and told, as binary files are. */
  private static boolean isSeen(DatabaseReport report) {
    return !report.stopped()
        && report.tables().stream()
            .allMatch(table ->
                table.outcome() instanceof TableReport.Outcome.Finished
                    && table.columns().stream().mapToLong(ColumnReport::cut).sum() == 0);
  }

  private void write(DatabaseReport report, Appraisal appraisal) throws IOException {
    PrintStream out = world.console().out();
    switch (format) {
      case TEXT -> {
        new DatabaseText(output.language(), output::label).write(report, out);
        output.text(appraisal, out);
      }
      case JSON -> json(report, appraisal);
      case JSONL -> lines(report, appraisal);
      case SARIF -> output.sarif(appraisal, out);
      case HTML -> output.html(appraisal, out);
    }
  }

  private void json(DatabaseReport report, Appraisal appraisal) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(world.console().out())) {
      var parts = new DatabaseJson(out);
      out.writeStartObject();
      parts.head(report);
      out.writeArrayFieldStart("tables");
      for (TableReport table : report.tables()) {
        out.writeStartObject();
        parts.table(table);
        out.writeEndObject();
      }
      out.writeEndArray();
      output.json(appraisal, out);
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }

  private void lines(DatabaseReport report, Appraisal appraisal) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(world.console().out())) {
      out.setRootValueSeparator(null);
      var parts = new DatabaseJson(out);
      for (TableReport table : report.tables()) {
        out.writeStartObject();
        out.writeStringField("kind", "table");
        parts.table(table);
        out.writeEndObject();
        out.writeRaw('\n');
      }
      out.writeStartObject();
      out.writeStringField("kind", "summary");
      parts.head(report);
      out.writeNumberField("tables", report.tables().size());
      output.json(appraisal, out);
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }
}

package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.appraisal.Appraisal;
import dev.yinhu.piiscanner.appraisal.Appraiser;
import dev.yinhu.piiscanner.appraisal.DatabaseNaming;
import dev.yinhu.piiscanner.appraisal.DatabaseOutput;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import java.io.IOException;
import java.util.Optional;

/** Scans a database and writes a report. Used for one run. */
final class DatabaseScanRun {
  private final CommandWorld world;
  private final Appraiser appraiser;
  private final ScanOutput output;
  private final Optional<MarksFile> marks;

  /**
   * @param marks where it is kept how far the tables were read
   */
  DatabaseScanRun(
      CommandWorld world, Appraiser appraiser, ScanOutput output, Optional<MarksFile> marks) {
    this.world = world;
    this.appraiser = appraiser;
    this.output = output;
    this.marks = marks;
  }

  /** Runs to the end, or until the process is told to stop; gives the exit code. */
  int run(
      DatabaseScan scan,
      DatabaseTarget target,
      DatabaseScanSettings settings,
      DatabaseNaming naming) {
    DatabaseReport report = scanned(scan, target, settings);
    Appraisal appraisal = appraiser.of(report, naming, world.clock().instant());
    try {
      new DatabaseOutput(output.format(), output.appraisals(), (_, _) -> {})
          .write(report, appraisal, world.console().out());
    } catch (IOException e) {
      throw new CommandException("cannot write the report", e);
    }
    // Only what was told counts as read.
    marks.ifPresent(file -> file.write(report.state(settings.since())));
    output.notices(appraisal);
    return appraisal.closed() || !report.seen() ? 1 : 0;
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
}

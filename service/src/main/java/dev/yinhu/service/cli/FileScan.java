package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.appraisal.Appraisal;
import dev.yinhu.piiscanner.appraisal.Appraiser;
import dev.yinhu.piiscanner.report.FileInventory;
import dev.yinhu.piiscanner.report.Found;
import dev.yinhu.piiscanner.report.OrderedScan;
import dev.yinhu.piiscanner.report.PassageScan;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.report.Summary;
import dev.yinhu.piiscanner.report.Tally;
import dev.yinhu.piiscanner.source.FileReading;
import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Key;
import java.util.List;

/** Scans files, trees and standard input, and writes a report. Used for one run. */
final class FileScan implements PassageScan.Listener {
  private static final String STANDARD_INPUT = "-";

  private final CommandWorld world;
  private final Search search;
  private final Appraiser appraiser;
  private final Key key;
  private final FileReports reports;
  private final FileInventory inventory;
  private final boolean collects;
  private final FileReading reading = FileReading.usual();
  private final Tally tally = new Tally();

  /**
   * @param store what the register would call the files
   * @param collects whether places are kept, to be held against something or told at the end
   */
  FileScan(
      CommandWorld world,
      Search search,
      Appraiser appraiser,
      Key key,
      FileReports reports,
      String store,
      boolean collects) {
    this.world = world;
    this.search = search;
    this.appraiser = appraiser;
    this.key = key;
    this.reports = reports;
    this.inventory = new FileInventory(store);
    this.collects = collects;
  }

  /** Runs to the end; gives the exit code. */
  int run(List<String> paths, int threads) {
    Summary summary;
    try (var progress = new ScanProgress(world.console());
        var scan =
            new OrderedScan(
                reading,
                listener -> new PassageScan(search, new Samples(key), listener, progress::advance),
                this,
                threads)) {
      progress.begin(paths, world.workingDirectory());
      paths.forEach(path -> start(path, scan, progress));
      scan.finish();
      summary = tally.summary();
    }
    return end(summary);
  }

  private int end(Summary summary) {
    Appraisal appraisal =
        appraiser.of(
            inventory.inventory(world.clock().instant()), inventory.items(), inventory.beyond());
    try {
      reports.end(summary, appraisal);
    } catch (IOException e) {
      throw new CommandException("cannot write the report", e);
    }
    if (!inventory.beyond().isEmpty()) {
      world
          .console()
          .complain(
              "more than %,d different findings: the others are counted only"
                  .formatted(FileInventory.MOST));
    }
    return summary.unseen() > 0 || appraisal.closed() ? 1 : 0;
  }

  private void start(String path, OrderedScan scan, ScanProgress progress) {
    if (path.equals(STANDARD_INPUT)) {
      scan.finish();
      var passages = new PassageScan(search, new Samples(key), this, progress::advance);
      reading.stream(STANDARD_INPUT, System.in, passages);
    } else {
      FileTree.walk(world.workingDirectory().resolve(path), path, scan);
    }
  }

  @Override
  public void found(Found found) {
    tally.found(found);
    if (collects) {
      inventory.found(found);
    }
    try {
      reports.found(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void happened(Happening happening) {
    tally.happened(happening);
    if (collects) {
      inventory.happened(happening);
    }
    if (happening instanceof Happening.WentWrong wrong && wrong.wrong().fails()) {
      String detail = wrong.detail().isEmpty() ? "" : ": " + wrong.detail();
      world.console().complain(wrong.source() + " " + wrong.wrong().words() + detail);
    }
    try {
      reports.happened(happening);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

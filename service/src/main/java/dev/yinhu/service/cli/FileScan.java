package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.report.Found;
import dev.yinhu.piiscanner.report.OrderedScan;
import dev.yinhu.piiscanner.report.PassageScan;
import dev.yinhu.piiscanner.report.ReportWriter;
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
  private final Gate gate;
  private final Key key;
  private final ReportWriter writer;
  private final FileReading reading = FileReading.usual();
  private final Tally tally = new Tally();
  private boolean closed;

  FileScan(CommandWorld world, Search search, Gate gate, Key key, ReportWriter writer) {
    this.world = world;
    this.search = search;
    this.gate = gate;
    this.key = key;
    this.writer = writer;
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
    try {
      writer.end(summary);
    } catch (IOException e) {
      throw new CommandException("cannot write the report", e);
    }
    return summary.unseen() > 0 || closed ? 1 : 0;
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
    closed |= gate.closesFor(found.type());
    try {
      writer.found(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void happened(Happening happening) {
    tally.happened(happening);
    if (happening instanceof Happening.WentWrong wrong && wrong.wrong().fails()) {
      String detail = wrong.detail().isEmpty() ? "" : ": " + wrong.detail();
      world.console().complain(wrong.source() + " " + wrong.wrong().words() + detail);
    }
    try {
      writer.happened(happening);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

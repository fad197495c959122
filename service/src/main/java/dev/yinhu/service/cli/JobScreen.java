package dev.yinhu.service.cli;

import dev.yinhu.tableprotection.CheckReport;
import dev.yinhu.tableprotection.Counted;
import dev.yinhu.tableprotection.Phase;
import dev.yinhu.tableprotection.PhaseReport;
import dev.yinhu.tableprotection.Watcher;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows a job at work: a bar with rate and remaining time when somebody watches, else a line now
 * and then, and one line of result for each phase. For the command's thread, except {@link #stop}.
 */
final class JobScreen implements Watcher, AutoCloseable {
  private static final int REFRESH_MILLIS = 500;
  private static final int WIDTH = 100;

  private final Console console;
  private final boolean json;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private @Nullable ProgressBar bar;
  private @Nullable ProgressLines lines;

  JobScreen(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** Asks for an end after the batch that is being written. Any thread. */
  void stop() {
    stopping.set(true);
  }

  @Override
  public void begin(Phase phase, int pass, long estimatedRows) {
    close();
    if (console.terminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(pass == 1 ? phase.word() : phase.word() + ", pass " + pass)
              .setInitialMax(pass == 1 ? Math.max(1, estimatedRows) : -1)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH))
              .showSpeed()
              .setSpeedUnit(ChronoUnit.SECONDS)
              .build();
    } else {
      lines = new ProgressLines(console, phase.word(), pass, estimatedRows, System::nanoTime);
    }
  }

  @Override
  public void advance(long rows) {
    if (bar != null) {
      bar.stepBy(rows);
    } else if (lines != null) {
      lines.advance(rows);
    }
  }

  @Override
  public boolean stopping() {
    return stopping.get();
  }

  /** The line of a phase. */
  void report(PhaseReport report) {
    close();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("phase", report.phase().word());
    line.put("finished", report.finished());
    line.put("ok", report.clean());
    line.put("passes", report.passes());
    for (Counted what : Counted.values()) {
      line.put(what.word(), report.counts().of(what));
    }
    report.findings().ifPresent(file -> line.put("findings", file.toString()));
    if (json) {
      console.json(line);
    } else {
      console.line(told(report));
    }
  }

  private static String told(PhaseReport report) {
    String counts =
        Arrays.stream(Counted.values())
            .filter(what -> report.counts().of(what) > 0)
            .map(what -> report.counts().of(what) + " " + what.word().replace('_', ' '))
            .collect(Collectors.joining(", "));
    return report.phase().word()
        + (report.finished() ? " done: " : " stopped, run it again to go on: ")
        + (counts.isEmpty() ? "nothing to do" : counts)
        + report.findings().map(file -> "; the rows are listed in " + file).orElse("");
  }

  /** The lines of a check. */
  void report(CheckReport report) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("phase", "check");
      line.put("ok", report.ok());
      line.put("errors", report.errors());
      line.put("warnings", report.warnings());
      line.put("columns", report.columns());
      line.put("indexes", report.indexes());
      line.put("estimated_seconds", report.estimated().toSeconds());
      console.json(line);
      return;
    }
    report.errors().forEach(error -> console.line("error: " + error));
    report.warnings().forEach(warning -> console.line("warning: " + warning));
    report
        .columns()
        .forEach(column ->
            console.line(
                "%s: %d values in clear, %d of them without a ciphertext; %d ciphertexts"
                    .formatted(
                        column.field(),
                        column.plaintexts(),
                        column.pendingAfter(),
                        column.ciphertexts())));
    report
        .indexes()
        .forEach(index ->
            console.line(
                "%s: %d indexes in %s, %d values in clear without one"
                    .formatted(index.index(), index.filled(), index.column(), index.pending())));
    if (report.ok()) {
      console.line(
          "check done: the job can run; the backfill takes about "
              + report.estimated().toSeconds()
              + " s");
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}

package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.jdbc.DatabaseProgress;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableReport;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far the scan of a database is: table by table, with rows/s and the remaining time where
 * the database estimates its rows; nothing when nobody watches. For one thread.
 */
final class DatabaseScanProgress implements DatabaseProgress, AutoCloseable {
  private static final int REFRESH_MILLIS = 500;
  private static final int WIDTH = 100;

  private final Console console;
  private final BooleanSupplier stop;
  private @Nullable ProgressBar bar;
  private int tables;
  private int done;

  DatabaseScanProgress(Console console, BooleanSupplier stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public void tables(int count) {
    tables = count;
  }

  @Override
  public void begin(TableName table, OptionalLong rows) {
    close();
    if (console.terminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("%d/%d".formatted(done + 1, tables))
              .setInitialMax(rows.orElse(-1))
              .setUnit(" rows", 1)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH))
              .showSpeed()
              .setSpeedUnit(ChronoUnit.SECONDS)
              .build();
    }
  }

  @Override
  public void advance(long rows, long characters) {
    if (bar != null) {
      bar.stepBy(rows);
    }
  }

  @Override
  public void end(TableReport report) {
    done++;
    close();
    if (report.outcome() instanceof TableReport.Outcome.Unfinished(String why)) {
      console.complain("table " + report.name() + " was not read to its end: " + why);
    }
  }

  @Override
  public boolean stopping() {
    return stop.getAsBoolean();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}

package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a scan of files is, with MB/s and remaining time; nothing when nobody watches.
 * {@link #advance} may be called by many threads.
 */
final class ScanProgress implements AutoCloseable {
  private static final int REFRESH_MILLIS = 500;
  private static final int WIDTH = 100;
  private static final long MEGABYTE = 1_000_000;

  private final Console console;
  private @Nullable ProgressBar bar;

  ScanProgress(Console console) {
    this.console = console;
  }

  /** Counts what there is to read, and begins to show. */
  void begin(List<String> paths, Path directory) {
    if (console.terminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("scan")
              .setInitialMax(paths.contains("-") ? -1 : bytes(paths, directory))
              .setUnit(" MB", MEGABYTE)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH))
              .showSpeed()
              .setSpeedUnit(ChronoUnit.SECONDS)
              .build();
    }
  }

  private static long bytes(List<String> paths, Path directory) {
    var sum = new Sizes();
    paths.forEach(path -> FileTree.walk(directory.resolve(path), path, sum));
    return Math.max(1, sum.bytes);
  }

  /** Adds the sizes of files; what cannot be read is told by the scan itself. */
  private static final class Sizes implements FileTree.Visitor {
    private long bytes;

    @Override
    public void file(Path path, String source) {
      try {
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
      } catch (IOException _) {
        // Only the remaining time is less sure for it.
      }
    }

    @Override
    public void happened(Happening happening) {
      // Told by the scan.
    }
  }

  void advance(long more) {
    if (bar != null) {
      bar.stepBy(more);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Increment;
import dev.yinhu.piiscanner.jdbc.NamePattern;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of a database a scan leaves out because an earlier one has read them. */
final class IncrementOptions {
  @Option(
      names = "--incremental",
      paramLabel = "FILE",
      description =
          "Read only rows that the last scan with this file has not read. How far each table was"
              + " read is kept there; made by the first scan, which reads all.")
  private @Nullable Path file;

  @Option(
      names = "--updated-at",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "With --incremental: new is what has a later time in the first of these columns that a"
              + " table has, * for any characters. Without it: what has a greater numeric key.")
  private List<String> columns = List.of();

  @Option(
      names = "--key-margin",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Rows whose key is at most so much below the last one are read again by the next scan:"
              + " keys are given out before they are committed (default: ${DEFAULT-VALUE}).")
  private long keyMargin = 1000;

  @Option(
      names = "--time-margin",
      paramLabel = "DURATION",
      defaultValue = "PT10M",
      description =
          "What was written so long before the last time is read again by the next scan, in ISO"
              + " 8601 (default: ${DEFAULT-VALUE}).")
  private String timeMargin = "PT10M";

  /** Whether anything is said. */
  boolean saysAnything() {
    return file != null || !columns.isEmpty();
  }

  /**
   * The file of marks.
   *
   * @throws WrongUse when columns are named and no file
   */
  Optional<MarksFile> marks(Path workingDirectory, DatabaseTarget target) {
    if (file == null) {
      if (!columns.isEmpty()) {
        throw new WrongUse("--updated-at needs --incremental FILE, which keeps how far was read");
      }
      return Optional.empty();
    }
    return Optional.of(new MarksFile(workingDirectory.resolve(file), target.name()));
  }

  /** The settings without the rows that the marks say were read. */
  DatabaseScanSettings settings(DatabaseScanSettings whole, MarksFile marks) {
    return whole.since(increment(), marks.read());
  }

  private Increment increment() {
    try {
      return columns.isEmpty()
          ? new Increment.ByKey(keyMargin)
          : new Increment.ByColumn(
              columns.stream().map(NamePattern::new).toList(), Duration.parse(timeMargin));
    } catch (DateTimeParseException e) {
      throw new WrongUse("--time-margin is a duration such as PT10M or PT2H");
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }
}

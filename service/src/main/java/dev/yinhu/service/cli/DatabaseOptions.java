package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Extent;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TablePattern;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database to scan, and how. */
final class DatabaseOptions {
  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description = "Scan a database: its JDBC URL, without a password.")
  private @Nullable String url;

  @Option(names = "--jdbc-user", paramLabel = "NAME", description = "Who reads the database.")
  private @Nullable String user;

  @Option(
      names = "--jdbc-password-file",
      paramLabel = "FILE",
      description = "The first line of this file is the database's password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--jdbc-password-env",
      paramLabel = "NAME",
      description = "This environment variable holds the database's password.")
  private @Nullable String passwordVariable;

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "TABLE",
      description = "Scan only such tables: schema.table or table, * for any characters.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude-tables",
      split = ",",
      paramLabel = "TABLE",
      description = "Leave out such tables.")
  private List<String> exclude = List.of();

  @Option(names = "--views", description = "Scan views and foreign tables too.")
  private boolean views;

  @Option(
      names = "--sample",
      paramLabel = "N|N%",
      description = "Read about so many rows of each table, or so much of it (default: all rows).")
  private @Nullable String sample;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the sample; the same draws the same (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--rows-per-second", paramLabel = "N", description = "Read no faster than this.")
  private @Nullable Integer rowsPerSecond;

  /** Whether a database is to be scanned. */
  boolean given() {
    return url != null;
  }

  /** Whether anything is said that only a database needs. */
  boolean saysAnything() {
    boolean how = user != null || passwordFile != null || passwordVariable != null;
    boolean what = !include.isEmpty() || !exclude.isEmpty() || views;
    return how || what || sample != null || rowsPerSecond != null;
  }

  /** Whether every table is scanned, so that one that is not there is gone. */
  boolean everyTable() {
    return include.isEmpty() && exclude.isEmpty();
  }

  /**
   * The database.
   *
   * @throws WrongUse without repeating the URL, which may hold a secret
   */
  DatabaseTarget target(Path workingDirectory) {
    if (url == null) {
      throw new WrongUse("give the database's URL by --jdbc");
    }
    try {
      Password password =
          Password.of(
              Optional.ofNullable(passwordFile).map(workingDirectory::resolve),
              Optional.ofNullable(passwordVariable));
      return new DatabaseTarget(url, Optional.ofNullable(user), password, selection());
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }

  private TableSelection selection() {
    return new TableSelection(
        include.stream().map(TablePattern::parse).toList(),
        exclude.stream().map(TablePattern::parse).toList(),
        views);
  }

  /**
   * How to read.
   *
   * @param threads that look at values
   * @throws WrongUse when a bound is not kept
   */
  DatabaseScanSettings settings(int threads) {
    try {
      DatabaseScanSettings settings =
          DatabaseScanSettings.DEFAULT
              .of(sample == null ? Extent.WHOLE : Extent.parse(sample), seed)
              .threads(threads);
      return rowsPerSecond == null ? settings : settings.slowly(rowsPerSecond);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }
}

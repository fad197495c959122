package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a database is read.
 *
 * @param extent all rows or a sample
 * @param seed of the sample, and of which values are shown as examples; told in the report
 * @param increment what to leave out
 * @param since what the last scan told
 * @param rowsPerSecond at most so many rows are read a second
 * @param scanThreads threads that look at values, beside the one that reads; at least 1
 * @param longestCell characters (bytes, of binary columns) of a value that are read; what is longer
 *     is read so far and told; 1,000 to 16,000,000
 * @param statementTimeout how long the server works on one piece of reading; whole seconds; a table
 *     without a key is read in one piece in MySQL and MariaDB, so there this does not bound it
 * @param tries how often a lost connection is opened anew before a table is given up; counted anew
 *     whenever rows were read
 * @param examples how many values of a finding are shown, masked; 0 to 20
 */
public record DatabaseScanSettings(
    Extent extent,
    long seed,
    Increment increment,
    ScanState since,
    OptionalInt rowsPerSecond,
    int scanThreads,
    int longestCell,
    Duration statementTimeout,
    int tries,
    int examples) {
  /** Everything, as fast as it goes. */
  public static final DatabaseScanSettings DEFAULT =
      new DatabaseScanSettings(
          Extent.WHOLE,
          1,
          Increment.NONE,
          ScanState.NOTHING,
          OptionalInt.empty(),
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          1_000_000,
          Duration.ofMinutes(10),
          5,
          3);

  /** Checks the bounds. */
  public DatabaseScanSettings {
    require(rowsPerSecond.orElse(1) >= 1, "at least one row a second is read");
    require(scanThreads >= 1 && scanThreads <= 64, "1 to 64 threads scan");
    require(longestCell >= 1_000 && longestCell <= 16_000_000, "1,000 to 16,000,000 characters");
    require(statementTimeout.toSeconds() >= 1, "a statement has at least a second");
    require(tries >= 0 && tries <= 100, "0 to 100 tries");
    require(examples >= 0 && examples <= 20, "0 to 20 examples");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** The same over these rows. */
  public DatabaseScanSettings of(Extent rows, long newSeed) {
    return new DatabaseScanSettings(
        rows,
        newSeed,
        increment,
        since,
        rowsPerSecond,
        scanThreads,
        longestCell,
        statementTimeout,
        tries,
        examples);
  }

  /** The same without what was read before. */
  public DatabaseScanSettings since(Increment rule, ScanState state) {
    return new DatabaseScanSettings(
        extent,
        seed,
        rule,
        state,
        rowsPerSecond,
        scanThreads,
        longestCell,
        statementTimeout,
        tries,
        examples);
  }

  /** The same at no more than so many rows a second. */
  public DatabaseScanSettings slowly(int rows) {
    return new DatabaseScanSettings(
        extent,
        seed,
        increment,
        since,
        OptionalInt.of(rows),
        scanThreads,
        longestCell,
        statementTimeout,
        tries,
        examples);
  }

  /** The same with so many threads that look at values. */
  public DatabaseScanSettings threads(int threads) {
    return new DatabaseScanSettings(
        extent,
        seed,
        increment,
        since,
        rowsPerSecond,
        threads,
        longestCell,
        statementTimeout,
        tries,
        examples);
  }

  /** The same with values read so far. */
  public DatabaseScanSettings cells(int longest) {
    return new DatabaseScanSettings(
        extent,
        seed,
        increment,
        since,
        rowsPerSecond,
        scanThreads,
        longest,
        statementTimeout,
        tries,
        examples);
  }

  /** The same with so many tries. */
  public DatabaseScanSettings tries(int most) {
    return new DatabaseScanSettings(
        extent,
        seed,
        increment,
        since,
        rowsPerSecond,
        scanThreads,
        longestCell,
        statementTimeout,
        most,
        examples);
  }
}

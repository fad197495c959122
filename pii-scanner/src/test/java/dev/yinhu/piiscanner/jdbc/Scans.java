package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import java.security.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;

/** Scans with the test's engine, and what to ask of their reports. */
final class Scans {
  /** Of the tests. */
  static final Key KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  /** Pauses that were asked for; none is made. */
  final List<Duration> pauses = new ArrayList<>();

  private final DatabaseScan scan =
      new DatabaseScan(new DigitScanner(), type -> 0.5, KEY, Map.of(), pauses::add);

  DatabaseReport run(Shop shop, DatabaseScanSettings settings) {
    return run(shop.target(), settings, DatabaseProgress.NOBODY);
  }

  DatabaseReport run(Shop shop) {
    return run(shop, DatabaseScanSettings.DEFAULT);
  }

  DatabaseReport run(
      DatabaseTarget target, DatabaseScanSettings settings, DatabaseProgress progress) {
    try {
      return scan.run(target, settings, progress);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static TableReport table(DatabaseReport report, String name) {
    return report.tables().stream()
        .filter(t -> t.name().table().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table " + name + " in " + report.tables()));
  }

  static ColumnReport column(DatabaseReport report, String table, String column) {
    return table(report, table).columns().stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no column " + column));
  }

  static ColumnFinding finding(DatabaseReport report, String table, String column, PiiType type) {
    return column(report, table, column).findings().stream()
        .filter(f -> f.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + column));
  }

  /** Does something once, after so many batches. */
  static DatabaseProgress once(int batches, Runnable action) {
    AtomicInteger left = new AtomicInteger(batches);
    return each(() -> {
      if (left.decrementAndGet() == 0) {
        action.run();
      }
    });
  }

  /** Does something after each batch. */
  static DatabaseProgress each(Runnable action) {
    return new DatabaseProgress() {
      @Override
      public void tables(int count) {}

      @Override
      public void begin(TableName table, OptionalLong rows) {}

      @Override
      public void advance(long rows, long characters) {
        action.run();
      }

      @Override
      public void end(TableReport report) {}

      @Override
      public boolean stopping() {
        return false;
      }
    };
  }
}

package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.TableReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.SparkSession;

/** The Spark of this JVM, started by the first test that needs it, and scans on it. */
final class Sparks {
  /** When the tests are. */
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private Sparks() {}

  static SparkSession session() {
    return Shared.SESSION;
  }

  static ScanSpec spec() {
    return new ScanSpec(EngineSpec.STANDARD, 100, 7, Shared.KEY_FILE.toString(), CLOCK);
  }

  static Key key() {
    return new SecretKeySpec(Shared.key(), "HmacSHA256");
  }

  static SparkReport run(ScanSpec spec, Source source) {
    return new SparkScan(session(), spec, TypeCatalogue.standard()::threshold, Map.of())
        .run(source);
  }

  static SparkReport files(String format, Path... paths) {
    return run(
        spec(),
        new Source.Files(format, Arrays.stream(paths).map(Path::toString).toList(), Map.of()));
  }

  static ColumnReport column(TableReport table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                name + " is none of " + table.columns().stream().map(ColumnReport::name).toList()));
  }

  /** What was found for certain: column and type. */
  static List<String> certain(TableReport table) {
    return table.findings().stream()
        .filter(ColumnFinding::certain)
        .map(finding -> finding.column() + " " + finding.type())
        .toList();
  }

  /** Loaded, and so started, on first use. */
  private static final class Shared {
    static final Path KEY_FILE = keyFile();
    static final SparkSession SESSION = start();

    static byte[] key() {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) 5);
      return key;
    }

    private static Path keyFile() {
      try {
        Path file = Files.createTempFile("yinhu-spark", ".key");
        file.toFile().deleteOnExit();
        return Files.write(file, key());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static SparkSession start() {
      SparkSession session =
          SparkSession.builder()
              .master("local[2]")
              .appName("pii-scanner-spark tests")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.session.timeZone", "Asia/Shanghai")
              .config("spark.task.maxFailures", "1")
              .getOrCreate();
      Runtime.getRuntime().addShutdownHook(new Thread(session::stop));
      return session;
    }
  }
}

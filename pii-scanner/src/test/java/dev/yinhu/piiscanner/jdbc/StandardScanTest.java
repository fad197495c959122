package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.report.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The engine, the thresholds and the samples as they are put together for databases. */
class StandardScanTest {
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");
  private static final PiiType QQ = new PiiType("QQ_ID");

  private static DatabaseScan scan(Map<PiiType, Double> thresholds) {
    return DatabaseScan.of(
        new EngineSettings(Set.of(MOBILE, QQ), thresholds, List.of()),
        () -> Instant.parse("2026-01-01T00:00:00Z"),
        Scans.KEY,
        Map.of());
  }

  @Test
  void columnsDecideByTheThresholdOfTheTypeAndSamplesAreThoseOfFiles() throws Exception {
    try (Shop shop = Shop.on(Shop.Server.POSTGRES)) {
      shop.run(
          "CREATE TABLE users (id bigint PRIMARY KEY, phone text, email text)",
          "INSERT INTO users SELECT n, '139' || (12345000 + n), 'a' || n || '@mail.cn' FROM "
              + shop.numbers(40));

      DatabaseReport report =
          scan(Map.of()).run(shop.target(), DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY);
      DatabaseReport strict =
          scan(Map.of(MOBILE, 1.0, QQ, 1.0))
              .run(shop.target(), DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY);

      ColumnFinding phone = Scans.finding(report, "users", "phone", MOBILE);
      assertThat(phone.certain()).isTrue();
      assertThat(phone.share().value()).isEqualTo(1);
      assertThat(phone.examples()).hasSize(3);
      assertThat(phone.examples().getFirst().masked()).matches("13\\*{4}\\d{3}");
      assertThat(phone.examples())
          .allMatch(sample ->
              IntStream.rangeClosed(1, 40)
                  .mapToObj(n -> new Samples(Scans.KEY).of(MOBILE, "139" + (12345000 + n)))
                  .anyMatch(sample::equals));
      assertThat(Scans.column(report, "users", "email").findings())
          .noneMatch(finding -> finding.type().name().equals("EMAIL"));
      assertThat(strict.findings()).hasSameSizeAs(report.findings());
    }
  }
}

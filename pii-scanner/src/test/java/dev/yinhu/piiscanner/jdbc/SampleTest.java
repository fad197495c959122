package dev.yinhu.piiscanner.jdbc;

import static dev.yinhu.piiscanner.jdbc.DigitScanner.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Samples: so large as asked for, the same with the same seed, and honest about it. */
class SampleTest {
  private static final int ROWS = 20_000;
  private final Scans scans = new Scans();

  /** Every fourth row has a number. */
  private static Shop users(Shop.Server server, String key) {
    Shop shop = Shop.on(server);
    shop.run(
        "CREATE TABLE users (id bigint " + key + ", phone varchar(20))",
        "INSERT INTO users SELECT n, CASE WHEN n % 4 = 0 THEN 13900000000 + n ELSE 5 END FROM "
            + shop.numbers(ROWS),
        shop.isPostgres() ? "ANALYZE users" : "ANALYZE TABLE users");
    return shop;
  }

  private static DatabaseScanSettings sample(Extent extent, long seed) {
    return DatabaseScanSettings.DEFAULT.of(extent, seed);
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void oneSeedGivesOneReportAndAnotherGivesAnother(Shop.Server server) {
    for (String key : new String[] {"PRIMARY KEY", ""}) {
      try (Shop shop = users(server, key)) {
        Extent tenth = new Extent.Percent(10);

        DatabaseReport first = scans.run(shop, sample(tenth, 7).threads(1));
        DatabaseReport again = scans.run(shop, sample(tenth, 7).threads(3));
        DatabaseReport other = scans.run(shop, sample(tenth, 8));

        assertThat(again).isEqualTo(first);
        assertThat(other.findings()).isNotEqualTo(first.findings());
        assertThat(first.seed()).isEqualTo(7);
        TableReport table = Scans.table(first, "users");
        assertThat(table.sampled()).isTrue();
        assertThat(table.rows()).isBetween(1_700L, 2_300L);
        assertThat(table.notes()).anyMatch(note -> note.startsWith("drawn by"));
        assertThat(first.complete()).isTrue();
        Share share = Scans.finding(first, "users", "phone", MOBILE).share();
        assertThat(share.value()).isBetween(0.2, 0.3);
        assertThat(share.value()).isGreaterThan(share.low()).isLessThan(share.high());
        assertThat(share.high() - share.low()).isBetween(0.03, 0.05);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aSampleOfRowsHasAboutSoMany(Shop.Server server) {
    try (Shop shop = users(server, "PRIMARY KEY")) {
      TableReport some = Scans.table(scans.run(shop, sample(new Extent.Rows(1_000), 3)), "users");
      assertThat(some.rows()).isBetween(700L, 1_300L);

      TableReport all = Scans.table(scans.run(shop, sample(new Extent.Rows(100_000), 3)), "users");
      assertThat(all.rows()).isEqualTo(ROWS);
      assertThat(all.sampled()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aViewIsSampledToo(Shop.Server server) {
    try (Shop shop = users(server, "PRIMARY KEY")) {
      shop.run("CREATE VIEW phones AS SELECT phone FROM users");
      DatabaseTarget views =
          shop.target(
              new TableSelection(
                  java.util.List.of(TablePattern.parse("phones")), java.util.List.of(), true));

      DatabaseReport report =
          scans.run(views, sample(new Extent.Percent(10), 1), DatabaseProgress.NOBODY);

      assertThat(Scans.table(report, "phones").rows()).isBetween(1_700L, 2_300L);
      assertThat(scans.run(views, sample(new Extent.Percent(10), 1), DatabaseProgress.NOBODY))
          .isEqualTo(report);
    }
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void aWholeScanLeavesNothingToGuess(Shop.Server server) {
    try (Shop shop = users(server, "PRIMARY KEY")) {
      assertThat(Scans.finding(scans.run(shop), "users", "phone", MOBILE).share())
          .isEqualTo(new Share(0.25, 0.25, 0.25));
    }
  }
}

package dev.yinhu.benchmarks;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.jdbc.DatabaseProgress;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TablePattern;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import dev.yinhu.piiscanner.name.NameDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.spec.SecretKeySpec;

/**
 * A scan of a whole table against reading the same columns of the same rows with the same driver
 * and doing nothing: once with an engine that looks for nothing, which shows what reading along the
 * key and counting cost, once for names and addresses, and once for all types. One thread looks at
 * values beside the one that reads. The table is in embedded PostgreSQL; the best of some rounds
 * counts for each.
 */
final class JdbcScan {
  private static final int ROWS = 150_000;
  private static final int COLUMNS = 10;
  private static final int FETCH = 2_000;
  private static final int ROUNDS = 6;

  private JdbcScan() {}

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
      fill(database);
      ConnectionInfo info = database.connectionInfo();
      Path password = Files.writeString(directory.path().resolve("scan-password"), info.password());
      measure(info, password, "nothing", new PiiEngine(List.of()));
      measure(
          info,
          password,
          "names and addresses",
          new PiiEngine(List.of(new NameDetector(), new AddressDetector())));
      measure(info, password, "all types", PiiEngine.standard(InstantSource.system()));
    }
  }

  private static void fill(Database database) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create table public.people (id bigserial primary key, name text, phone text,"
                  + " email text, id_number text, address text, remark text, order_no bigint,"
                  + " status text, created_at timestamptz)");
          handle.execute(
              """
              insert into public.people
                (name, phone, email, id_number, address, remark, order_no, status, created_at)
              select (array['王小明', '李雷', '韩梅梅', '张伟', '欧阳娜娜'])[1 + i % 5],
                '139' || (10000000 + i), 'person' || i || '@mail.shop.example',
                '11010519491231' || lpad((i % 10000)::text, 4, '0'),
                '浙江省杭州市西湖区文三路' || (i % 900) || '号' || (i % 30) || '幢' || (i % 2000) || '室',
                case when i % 3 > 0 then '请尽快发货,周末在家,放在门口快递柜即可,谢谢,编号' || i end,
                202600000000000 + i, (array['paid', 'shipped', 'closed'])[1 + i % 3],
                timestamptz '2026-01-01' + i * interval '7 seconds'
              from generate_series(1, ?) i
              """,
              ROWS);
          handle.execute("vacuum analyze public.people");
        });
  }

  private static void measure(ConnectionInfo info, Path password, String what, PiiEngine engine)
      throws Exception {
    DatabaseScan scan =
        new DatabaseScan(
            engine, type -> 0.5, new SecretKeySpec(new byte[32], "HmacSHA256"), Map.of());
    DatabaseTarget target =
        new DatabaseTarget(
            info.jdbcUrl(),
            Optional.of(info.user()),
            new Password.InFile(password),
            TableSelection.only(TablePattern.parse("public.people")));
    double bare = Double.MAX_VALUE;
    double ours = Double.MAX_VALUE;
    long characters = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      characters = read(info);
      bare = Math.min(bare, (System.nanoTime() - start) / 1e9);
      start = System.nanoTime();
      DatabaseReport report =
          scan.run(target, DatabaseScanSettings.DEFAULT.threads(1), DatabaseProgress.NOBODY);
      ours = Math.min(ours, (System.nanoTime() - start) / 1e9);
      if (report.tables().getFirst().rows() != ROWS) {
        throw new IllegalStateException("not all rows were scanned: " + report.tables());
      }
    }
    System.out.printf(
        "jdbc-scan for %s: %,.0f rows/s, %.1f M characters/s; bare reading %,.0f rows/s, ratio"
            + " %.2f (target 0.70)%n",
        what, ROWS / ours, characters / ours / 1e6, ROWS / bare, bare / ours);
  }

  /** The limit: every cell as text, in whatever order the server likes. */
  private static long read(ConnectionInfo info) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", info.user());
    properties.setProperty("password", info.password());
    long characters = 0;
    try (Connection connection = DriverManager.getConnection(info.jdbcUrl(), properties)) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("select * from public.people")) {
        statement.setFetchSize(FETCH);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            for (int i = 1; i <= COLUMNS; i++) {
              String value = rows.getString(i);
              characters += value == null ? 0 : value.length();
            }
          }
        }
      }
    }
    return characters;
  }
}

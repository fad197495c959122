package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.Main;
import dev.yinhu.tableprotection.Counted;
import dev.yinhu.tableprotection.JobReader;
import dev.yinhu.tableprotection.Phase;
import dev.yinhu.tableprotection.PhaseReport;
import dev.yinhu.tableprotection.ProtectionJob;
import dev.yinhu.tableprotection.TableProtection;
import dev.yinhu.tableprotection.Watcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * The backfill of {@code yinhu protect} against a bare loop over the same rows and columns, once
 * with one field in a row and once with four. Every row is a person seen for the first time. All in
 * embedded PostgreSQL, one after the other.
 */
final class ProtectBackfill {
  private static final int WARM_UP = 30_000;
  private static final int VALUES = 200_000;
  private static final String GRANT =
      "{name: order-service, operations: [encrypt, decrypt, mask, search]}";

  private ProtectBackfill() {}

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
      List.of("crypto", "audit", "access", "protect").forEach(database::migrate);
      Clock clock = Clock.systemUTC();
      CryptoConfig config =
          new CryptoConfig(directory.path().resolve("root.key"), 100_000, Duration.ofMinutes(10));
      try (Crypto crypto = Crypto.open(database, config, clock);
          AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock);
          FieldAccess access =
              FieldAccess.open(database.jdbi(), crypto, log, clock, ZoneId.of("Asia/Shanghai"))) {
        access.use(1, register(clock));
        TableProtection protection =
            TableProtection.open(database, access, clock, new SecureRandom(), directory.path());
        measure(
            database,
            protection,
            "warm up, one field",
            BackfillTable.one("warm", 1_000_000, WARM_UP));
        measure(
            database,
            protection,
            "warm up, four fields",
            BackfillTable.four("warm4", 2_000_000, WARM_UP / 4));
        measure(
            database, protection, "one field a row", BackfillTable.one("users", 3_000_000, VALUES));
        measure(
            database,
            protection,
            "four fields a row",
            BackfillTable.four("users4", 4_000_000, VALUES / 4));
      }
    }
  }

  private static Register register(Clock clock) throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("/demo/register.yaml")) {
      if (in == null) {
        throw new IOException("the demo's register is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String granted = text.replace(GRANT, GRANT.replace("search]", "search, rewrap]"));
      return new RegisterReader(Crypto.availableSuites(), clock)
          .read(List.of(new RegisterSource("register.yaml", granted)))
          .register()
          .orElseThrow();
    }
  }

  private static void measure(
      Database database, TableProtection protection, String what, BackfillTable table)
      throws Exception {
    double ours = backfill(database, protection, table);
    BackfillTable twin = table.twin();
    double loop = new BareBackfill(database, twin).run();
    System.out.printf(
        "protect, %s: %,.0f fields/s (target 30,000), bare read and update %,.0f fields/s, ratio"
            + " %.2f (target 0.50)%n",
        what, ours, loop, ours / loop);
  }

  private static double backfill(Database database, TableProtection protection, BackfillTable table)
      throws Exception {
    table.fill(database);
    ProtectionJob job =
        JobReader.read("job.yaml", job(database, table), passwordFolder(database))
            .job()
            .orElseThrow();
    long start = System.nanoTime();
    PhaseReport report = protection.run(job, Phase.BACKFILL, Watcher.NOBODY);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (report.counts().of(Counted.WRITTEN) != table.values()) {
      throw new IllegalStateException("not all values were written: " + report);
    }
    return table.values() / seconds;
  }

  private static String job(Database database, BackfillTable table) {
    return """
    name: %1$s
    as: order-service
    url: %2$s
    user: %3$s
    password_file: password
    table: public.%1$s
    key: id
    subject: id
    batch_rows: %4$d
    columns: [%5$s]
    """
        .formatted(
            table.name(),
            database.connectionInfo().jdbcUrl(),
            database.connectionInfo().user(),
            table.batchRows(),
            table.each(
                ", ",
                field ->
                    "{field: shop.users.%1$s, plaintext: %1$s, ciphertext: %2$s}"
                        .formatted(field.name(), field.ciphertext())));
  }

  private static Path passwordFolder(Database database) throws IOException {
    Path folder = Files.createTempDirectory("yinhu-benchmark-password");
    Path file = folder.resolve("password");
    Files.writeString(file, database.connectionInfo().password());
    file.toFile().deleteOnExit();
    return folder;
  }
}

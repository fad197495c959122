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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The backfill of {@code yinhu protect}, every row a person of its own seen for the first time,
 * against a bare loop that reads the same rows in the same batches and writes as many bytes with
 * the same compare-and-set. Both in embedded PostgreSQL, one after the other.
 */
final class ProtectBackfill {
  private static final int WARM_UP = 30_000;
  private static final int ROWS = 200_000;
  private static final int BATCH = 1_000;
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
        backfill(database, protection, "warm", WARM_UP);
        bare(database, "warm_bare", WARM_UP);
        double ours = backfill(database, protection, "users", ROWS);
        double loop = bare(database, "users_bare", ROWS);
        System.out.printf(
            "protect: %,.0f fields/s (target 30,000), bare read and update %,.0f rows/s, ratio"
                + " %.2f (target 0.50)%n",
            ours, loop, ours / loop);
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

  private static void fill(Database database, String table, int rows) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create table public."
                  + table
                  + " (id bigint primary key, phone text, phone_ct text)");
          handle.execute(
              "insert into public."
                  + table
                  + " select i, '139' || (10000000 + i), null"
                  + " from generate_series(1, ?) i",
              rows);
          handle.execute("vacuum analyze public." + table);
        });
  }

  private static double backfill(
      Database database, TableProtection protection, String table, int rows) throws Exception {
    fill(database, table, rows);
    ProtectionJob job =
        JobReader.read(
                "job.yaml",
                """
                name: %1$s
                as: order-service
                url: %2$s
                user: %3$s
                password_file: password
                table: public.%1$s
                key: id
                subject: id
                batch_rows: %4$d
                columns:
                  - {field: shop.users.phone, plaintext: phone, ciphertext: phone_ct}
                """
                    .formatted(
                        table,
                        database.connectionInfo().jdbcUrl(),
                        database.connectionInfo().user(),
                        BATCH),
                passwordFolder(database))
            .job()
            .orElseThrow();
    long start = System.nanoTime();
    PhaseReport report = protection.run(job, Phase.BACKFILL, Watcher.NOBODY);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (report.counts().of(Counted.WRITTEN) != rows) {
      throw new IllegalStateException("not all rows were written: " + report);
    }
    return rows / seconds;
  }

  private static Path passwordFolder(Database database) throws IOException {
    Path folder = Files.createTempDirectory("yinhu-benchmark-password");
    Path file = folder.resolve("password");
    Files.writeString(file, database.connectionInfo().password());
    file.toFile().deleteOnExit();
    return folder;
  }

  private static double bare(Database database, String table, int rows) throws SQLException {
    fill(database, table, rows);
    String sealed = "yh1." + "A".repeat(83);
    long start = System.nanoTime();
    int written = 0;
    try (Connection reading = database.dataSource().getConnection();
        Connection writing = database.dataSource().getConnection()) {
      long last = 0;
      int read = BATCH;
      while (read == BATCH) {
        List<Long> ids = new ArrayList<>(BATCH);
        List<String> phones = new ArrayList<>(BATCH);
        read(reading, table, last, ids, phones);
        read = ids.size();
        if (read > 0) {
          last = ids.getLast();
          written += write(writing, table, ids, phones, sealed);
        }
      }
    }
    if (written != rows) {
      throw new IllegalStateException("not all rows were written: " + written);
    }
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  private static void read(
      Connection connection, String table, long last, List<Long> ids, List<String> phones)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, phone from public."
                + table
                + " where phone is not null and phone_ct is null and id > ? order by id limit ?")) {
      statement.setLong(1, last);
      statement.setInt(2, BATCH);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          ids.add(found.getLong(1));
          phones.add(found.getString(2));
        }
      }
    }
  }

  private static int write(
      Connection connection, String table, List<Long> ids, List<String> phones, String sealed)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update public."
                + table
                + " t set phone_ct = v.c from unnest(?::bigint[], ?::text[], ?::text[]) v (k, p, c)"
                + " where t.id = v.k and t.phone_ct is null"
                + " and t.phone collate \"C\" is not distinct from v.p collate \"C\"")) {
      statement.setArray(1, connection.createArrayOf("int8", ids.toArray()));
      statement.setArray(2, connection.createArrayOf("text", phones.toArray()));
      statement.setArray(
          3, connection.createArrayOf("text", Collections.nCopies(ids.size(), sealed).toArray()));
      return statement.executeUpdate();
    }
  }
}

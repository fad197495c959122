package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Appending to the access log, 1, 64 and 512 clients each waiting for its acknowledgement, against
 * bare {@code COPY BINARY} of the same bytes into the same PostgreSQL, one commit for each batch of
 * the size that the log's own batches had.
 */
final class AuditAppend {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private record Figures(double perSecond, double p50Millis, double p99Millis, double batch) {}

  private AuditAppend() {}

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
      database.migrate("audit");
      for (int clients : new int[] {1, 64, 512}) {
        Figures ours = append(database, clients);
        double copy = copy(database, Math.max(1, (int) Math.round(ours.batch())));
        System.out.printf(
            "audit %d clients: %,.0f entries/s (p50 %.2f ms, p99 %.2f ms, batches of %.0f),"
                + " COPY %,.0f rows/s, ratio %.2f%s%n",
            clients,
            ours.perSecond(),
            ours.p50Millis(),
            ours.p99Millis(),
            ours.batch(),
            copy,
            ours.perSecond() / copy,
            clients == 512 ? " (target 0.50)" : "");
        if (clients == 1) {
          double bare = oneRowCommit(database);
          System.out.printf(
              "audit 1 client: p50 %.3f ms, bare one-row commit %.3f ms, ratio %.2f (target at most"
                  + " 2)%n",
              ours.p50Millis(), bare, ours.p50Millis() / bare);
        }
      }
      storage(database);
    }
  }

  private static AuditEntry entry() {
    return new AuditEntry.Access(
        Instant.parse("2026-11-22T00:00:00.123456Z"),
        "0123456789abcdef",
        Operation.DECRYPT,
        new CallerName("order-service"),
        Optional.of(new Purpose("deliver-order")),
        Behalf.NOBODY,
        1,
        List.of(
            new AuditEntry.Item(
                "shop.users.phone", "clear", "", 1, List.of("AAAAAAAAAAAAAAAAAAAAAA"))));
  }

  private static Figures append(Database database, int clients) throws Exception {
    try (AuditLog log =
        AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      run(log, clients, WARM_UP);
      long batchesBefore = batches(database);
      long[] micros = run(log, clients, MEASURED);
      double batch = (double) micros.length / Math.max(1, batches(database) - batchesBefore);
      Arrays.sort(micros);
      return new Figures(
          micros.length / (double) MEASURED.toSeconds(),
          micros[micros.length / 2] / 1e3,
          micros[(int) (micros.length * 0.99)] / 1e3,
          batch);
    }
  }

  private static long batches(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select("select count(*) from audit.batch").mapTo(Long.class).one());
  }

  /** The time from append to acknowledgement of every entry, in microseconds. */
  private static long[] run(AuditLog log, int clients, Duration time) throws InterruptedException {
    AuditEntry entry = entry();
    long end = System.nanoTime() + time.toNanos();
    CountDownLatch done = new CountDownLatch(clients);
    long[][] all = new long[clients][];
    for (int c = 0; c < clients; c++) {
      int client = c;
      Thread.ofVirtual()
          .start(() -> {
            long[] mine = new long[1 << 12];
            int n = 0;
            while (System.nanoTime() < end) {
              long start = System.nanoTime();
              log.append(entry).join();
              if (n == mine.length) {
                mine = Arrays.copyOf(mine, 2 * n);
              }
              mine[n++] = (System.nanoTime() - start) / 1_000;
            }
            all[client] = Arrays.copyOf(mine, n);
            done.countDown();
          });
    }
    done.await();
    return Arrays.stream(all).flatMapToLong(Arrays::stream).toArray();
  }

  /** Median of inserting one row of the same bytes and committing it, in milliseconds. */
  private static double oneRowCommit(Database database) throws Exception {
    byte[] leaf = EntryJson.leaves(entry()).getFirst();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists public.bare");
      statement.execute("create table public.bare (entry bytea not null, hash bytea not null)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into public.bare values (?, ?)")) {
        insert.setBytes(1, leaf);
        insert.setBytes(2, new byte[32]);
        commitFor(insert, WARM_UP);
        long[] nanos = commitFor(insert, MEASURED);
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
      }
    }
  }

  private static long[] commitFor(PreparedStatement insert, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    LongStream.Builder all = LongStream.builder();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      insert.executeUpdate();
      all.add(System.nanoTime() - start);
    }
    return all.build().toArray();
  }

  /** What the log takes in PostgreSQL beside the bytes of its entries. */
  private static void storage(Database database) {
    long[] sums =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select sum(entry_count), sum(length(entries)) - 2 * sum(entry_count),"
                            + " pg_total_relation_size('audit.batch'), count(*) from audit.batch")
                    .map((row, _) ->
                        new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})
                    .one());
    System.out.printf(
        "audit storage: %,d entries in %,d batches, %.1f bytes an entry beside its own %.1f (target"
            + " at most 70)%n",
        sums[0], sums[3], (sums[2] - sums[1]) / (double) sums[0], sums[1] / (double) sums[0]);
  }

  /** Rows a second of bare COPY: entry and hash in each row, one commit for each batch. */
  private static double copy(Database database, int batch) throws Exception {
    byte[] leaf = EntryJson.leaves(entry()).getFirst();
    byte[] rows = binary(leaf, batch);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists public.bare");
      statement.execute("create table public.bare (entry bytea not null, hash bytea not null)");
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      copyFor(copies, rows, batch, WARM_UP);
      return copyFor(copies, rows, batch, MEASURED) / (double) MEASURED.toSeconds();
    }
  }

  private static long copyFor(CopyManager copies, byte[] rows, int batch, Duration time)
      throws Exception {
    long end = System.nanoTime() + time.toNanos();
    long copied = 0;
    while (System.nanoTime() < end) {
      copies.copyIn("copy public.bare from stdin (format binary)", new ByteArrayInputStream(rows));
      copied += batch;
    }
    return copied;
  }

  /** PostgreSQL's binary COPY format: signature, flags, rows of two columns, trailer. */
  private static byte[] binary(byte[] leaf, int batch) {
    int row = 2 + 4 + leaf.length + 4 + 32;
    ByteBuffer out = ByteBuffer.allocate(19 + batch * row + 2);
    out.put(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0});
    out.putInt(0).putInt(0);
    for (int i = 0; i < batch; i++) {
      out.putShort((short) 2);
      out.putInt(leaf.length).put(leaf);
      out.putInt(32).put(new byte[32]);
    }
    return out.putShort((short) -1).array();
  }
}

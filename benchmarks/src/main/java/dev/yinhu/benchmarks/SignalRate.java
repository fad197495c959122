package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalSettings;
import dev.yinhu.accessaudit.signal.Signals;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * How fast the rules evaluate a log: 600,000 entries of an order service, 200 members of staff and
 * 100,000 customers over a week, by one thread, reading them from PostgreSQL and the commits
 * included. Target: 50,000 entries/s.
 */
final class SignalRate {
  private static final int SIZE = 600_000;
  private static final int AT_ONCE = 8_000;
  private static final int TARGET = 50_000;
  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  private SignalRate() {}

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
      database.migrate("audit");
      try (AuditLog log =
          AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
        fill(log);
        for (int run = 0; run < 3; run++) {
          evaluate(database, log);
          database
              .jdbi()
              .useHandle(handle ->
                  handle.execute(
                      "update audit.signal_state set watermark = 0, snapshot = null,"
                          + " snapshot_index = 0"));
        }
      }
    }
  }

  private static void evaluate(Database database, AuditLog log) {
    SignalBook book = new SignalBook(database.jdbi(), SignalSettings.DEFAULT, Clock.systemUTC());
    long start = System.nanoTime();
    try (Signals _ =
        Signals.start(
            log,
            database.jdbi(),
            SignalSettings.DEFAULT,
            _ -> Optional.empty(),
            Clock.systemUTC())) {
      while (book.status().watermark() < SIZE) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    double rate = SIZE / ((System.nanoTime() - start) / 1e9);
    System.out.printf(
        "signals: %,.0f entries/s evaluated, target %,d; %d warnings%n",
        rate, TARGET, book.status().open().values().stream().mapToLong(Long::longValue).sum());
  }

  private static void fill(AuditLog log) {
    // Fixed, so that every run evaluates the same.
    Random random = new Random(1);
    for (int from = 0; from < SIZE; from += AT_ONCE) {
      LongStream.range(from, from + AT_ONCE)
          .mapToObj(i -> log.append(entry(i, random)))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private static Access entry(long number, Random random) {
    boolean staff = random.nextInt(3) == 0;
    String subject = "%022d".formatted(random.nextInt(100_000));
    return new Access(
        BEGIN.plusSeconds(number),
        "r" + number,
        Operation.DECRYPT,
        new CallerName(staff ? "support-desk" : "order-service"),
        Optional.of(new Purpose(staff ? "customer-support" : "deliver-order")),
        staff
            ? new Behalf(Optional.of(new Actor("agent-" + random.nextInt(200))), Optional.empty())
            : Behalf.NOBODY,
        1,
        List.of(
            new Item("shop.users.phone", "masked", "", 1, List.of(subject)),
            new Item("shop.users.name", "masked", "", 1, List.of(subject))));
  }
}

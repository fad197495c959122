package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.scope.EstimateListener;
import dev.yinhu.breachresponse.scope.KeySafety;
import dev.yinhu.breachresponse.scope.Minors;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.ScopeQuery;
import dev.yinhu.breachresponse.scope.Scopes;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.reading.RegisterReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The scope of an incident over a log of two million entries: one caller that reads 61,000 of
 * 300,000 people within a month, among others; and everything that anybody saw. Both are held
 * against plain SQL. Target: below 2 s. System property {@code yinhu.entries} makes it smaller.
 */
final class ScopeTime {
  private static final int ENTRIES = Integer.getInteger("yinhu.entries", 2_000_000);
  private static final int SUBJECTS = 300_000;
  private static final int LEAKED = (int) Math.min(61_000, ENTRIES / 32L);
  private static final int IN_FLIGHT = 4_000;
  private static final int ROUNDS = 5;
  private static final String LEAK = "partner-api";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAYS = Duration.ofDays(180);

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
  private int leaked;

  private ScopeTime() {}

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
      database.migrate("audit");
      database.migrate("breach");
      try (AuditLog log =
          AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
        new ScopeTime().fill(log);
        try (AuditSearch search = AuditSearch.open(log, directory.path().resolve("index"))) {
          if (!search.await(ENTRIES - 1, Duration.ofHours(1))) {
            throw new IllegalStateException("the index was not built within an hour");
          }
          measure(database, log, search, directory);
        }
      }
    }
  }

  private static void measure(
      Database database, AuditLog log, AuditSearch search, ScratchDirectory directory) {
    Optional<Register> register = register();
    Scopes scopes =
        Scopes.open(
            database.jdbi(),
            new Acts(database.jdbi(), log, Clock.systemUTC()),
            new Scopes.Evidence(
                log,
                Optional.of(search),
                _ -> register,
                Minors.UNKNOWN,
                KeySafety.UNKNOWN,
                directory.path().resolve("scope"),
                ZoneId.of("Asia/Shanghai")),
            EstimateListener.NONE);
    copy(database, log);
    Instant from = time(ENTRIES / 2);
    Instant until = time(ENTRIES / 2 + ENTRIES / 6);
    measure(
        "one caller in a month",
        database,
        scopes,
        ScopeQuery.EVERYTHING.within(from, until).of(Set.of(LEAK)));
    measure("one caller, any time", database, scopes, ScopeQuery.EVERYTHING.of(Set.of(LEAK)));
    measure("all callers in a month", database, scopes, ScopeQuery.EVERYTHING.within(from, until));
    measure("everything", database, scopes, ScopeQuery.EVERYTHING);
  }

  private static void measure(String name, Database database, Scopes scopes, ScopeQuery query) {
    IncidentId incident = new IncidentId(1, false);
    List<Double> seconds = new ArrayList<>();
    ScopeEstimate estimate = null;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      estimate = scopes.estimate(incident, query, new Order("dpo", "r"));
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    if (estimate == null) {
      return;
    }
    long persons = sql(database, query, "count(distinct subject)");
    long records = sql(database, query, "count(*)");
    boolean equal =
        persons == estimate.figures().persons() && records == estimate.figures().records();
    System.out.printf(
        "scope over %,d entries, %s: %,d persons, %,d values, %s; first %.2f s, median %.2f s,"
            + " worst %.2f s (target 2 s)%n",
        ENTRIES,
        name,
        estimate.figures().persons(),
        estimate.figures().records(),
        equal ? "as SQL counts" : "NOT AS SQL: %d persons, %d values".formatted(persons, records),
        seconds.getFirst(),
        seconds.stream().sorted().toList().get(ROUNDS / 2),
        seconds.stream().max(Double::compare).orElseThrow());
  }

  /** The log as rows, for SQL. */
  private static void copy(Database database, AuditLog log) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create unlogged table plain (at timestamptz, caller text, outcome text, subject"
                  + " text)");
          PreparedBatch batch = handle.prepareBatch("insert into plain values (?, ?, ?, ?)");
          log.forEach(
              0,
              stored -> {
                if (EntryReader.read(stored.leaf()) instanceof AuditEntry.Access access) {
                  AuditEntry.Item item = access.items().getFirst();
                  batch.add(
                      access.time().atOffset(ZoneOffset.UTC),
                      access.caller().value(),
                      item.outcome(),
                      item.subjects().getFirst());
                }
                if (batch.size() == 10_000) {
                  batch.execute();
                }
              });
          if (batch.size() > 0) {
            batch.execute();
          }
        });
  }

  private static long sql(Database database, ScopeQuery query, String what) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select "
                        + what
                        + " from plain where outcome in ('clear', 'masked') and at >= :from and at"
                        + " < :until and (:all or caller = :caller)")
                .bind("from", query.from().orElse(START).atOffset(ZoneOffset.UTC))
                .bind("until", query.until().orElse(START.plus(DAYS)).atOffset(ZoneOffset.UTC))
                .bind("all", query.callers().isEmpty())
                .bind("caller", LEAK)
                .mapTo(Long.class)
                .one());
  }

  private static Optional<Register> register() {
    StringBuilder text =
        new StringBuilder(
            """
            dataset:
              - fides_key: shop
                collections:
                  - name: users
                    yinhu: {subject: id}
                    fields:
                      - {name: id, fides_meta: {primary_key: true}}
            """);
    for (int i = 0; i < 40; i++) {
      text.append("          - {name: field_")
          .append(i)
          .append(", data_categories: [")
          .append(i % 10 == 0 ? "user.health_and_medical" : "user.contact")
          .append("]}\n");
    }
    return new RegisterReader(EnumSet.allOf(Suite.class), Clock.systemUTC())
        .read(List.of(new RegisterSource("shop.yaml", text.toString())))
        .register();
  }

  private void fill(AuditLog log) {
    ArrayDeque<CompletableFuture<Long>> open = new ArrayDeque<>();
    for (int i = 0; i < ENTRIES; i++) {
      open.add(log.append(entry(i)));
      if (open.size() == IN_FLIGHT) {
        open.remove().join();
      }
    }
    open.forEach(CompletableFuture::join);
  }

  private static Instant time(int number) {
    return START.plus(DAYS.dividedBy(ENTRIES).multipliedBy(number));
  }

  private static String subject(int number) {
    byte[] ref = new byte[16];
    RandomGeneratorFactory.of("L64X128MixRandom").create(number).nextBytes(ref);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ref);
  }

  /**
   * In the month of the leak every fifth is of the caller that reads one person after the other.
   */
  private AuditEntry entry(int number) {
    boolean leak = number >= ENTRIES / 2 && number < ENTRIES / 2 + ENTRIES / 6 && number % 5 == 0;
    boolean shown = leak || random.nextInt(20) != 0;
    return new AuditEntry.Access(
        time(number),
        Long.toHexString(random.nextLong() | 1L << 63),
        Operation.DECRYPT,
        new CallerName(leak ? LEAK : "service-" + random.nextInt(200)),
        Optional.of(new Purpose("purpose-" + random.nextInt(8))),
        new Behalf(Optional.of(new Actor("agent-" + random.nextInt(2_000))), Optional.empty()),
        1 + number * 5L / ENTRIES,
        List.of(
            new AuditEntry.Item(
                "shop.users.field_" + random.nextInt(40),
                shown ? "clear" : "not-permitted",
                "",
                1,
                List.of(subject(leak ? leaked++ % LEAKED : random.nextInt(SUBJECTS))))));
  }
}

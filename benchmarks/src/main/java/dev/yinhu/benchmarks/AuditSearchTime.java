package dev.yinhu.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.EntryPlace;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.Interval;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.accessaudit.search.Page;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * Building the search index of a log of two million entries and searching it. The entries are the
 * same in every run: 180 days, 300,000 people, 200 callers, 2,000 members of staff, 8 purposes, 40
 * fields, a reason in every third. System property {@code yinhu.entries} makes it smaller.
 */
final class AuditSearchTime {
  private static final int ENTRIES = Integer.getInteger("yinhu.entries", 2_000_000);
  private static final int DAYS = 180;
  private static final int SUBJECTS = 300_000;
  private static final int WARM_UP = 1_000;
  private static final int MEASURED = 2_000;
  private static final int IN_FLIGHT = 4_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final List<String> WORDS =
      List.of(
          "退款", "投诉", "地址", "核对", "快递", "丢失", "发票", "换货", "签收", "延误", "电话", "确认", "会员", "优惠", "订单",
          "取消", "重发", "破损", "质检", "安装", "order", "refund", "late", "address", "invoice");

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);
  private long bytes;

  private AuditSearchTime() {}

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()));
        AuditLog log = openLog(database)) {
      AuditSearchTime run = new AuditSearchTime();
      run.fill(log);
      Path folder = directory.path().resolve("index");
      try (AuditSearch search = run.build(log, folder)) {
        run.sizes(database, folder);
        run.search(log, search);
        run.count(search);
      }
    }
  }

  private static AuditLog openLog(Database database) {
    database.migrate("audit");
    return AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC());
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
    return START.plus(Duration.ofDays(DAYS).dividedBy(ENTRIES).multipliedBy(number));
  }

  private static String subject(int number) {
    byte[] ref = new byte[16];
    RandomGeneratorFactory.of("L64X128MixRandom").create(number).nextBytes(ref);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ref);
  }

  private AuditEntry entry(int number) {
    return new AuditEntry.Access(
        time(number),
        Long.toHexString(random.nextLong() | 1L << 63),
        random.nextInt(4) == 0 ? Operation.ENCRYPT : Operation.DECRYPT,
        new CallerName("service-" + skewed(200)),
        Optional.of(new Purpose("purpose-" + skewed(8))),
        new Behalf(Optional.of(new Actor("agent-" + random.nextInt(2_000))), reason()),
        1 + number * 5L / ENTRIES,
        List.of(
            new AuditEntry.Item(
                "shop.users.field_" + skewed(40),
                random.nextInt(20) == 0 ? "not-permitted" : "clear",
                "",
                1,
                List.of(subject(random.nextInt(SUBJECTS))))));
  }

  /** Small numbers are more frequent, as callers and fields are. */
  private int skewed(int bound) {
    return (int) (bound * random.nextDouble() * random.nextDouble());
  }

  private Optional<Reason> reason() {
    if (random.nextInt(3) != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            "客户" + word() + word() + "，" + word() + " " + word() + " " + random.nextInt(9_999)));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private AuditSearch build(AuditLog log, Path folder) {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    AuditSearch search = AuditSearch.open(log, folder);
    if (!search.await(ENTRIES - 1, Duration.ofHours(1))) {
      throw new IllegalStateException("the index was not built within an hour");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        "search index of %,d entries: %,.0f entries/s, %,.0f entries/s of processor time, merges"
            + " included (target 20,000)%n",
        ENTRIES, ENTRIES / seconds, ENTRIES / cpuSeconds);
    return search;
  }

  private void sizes(Database database, Path folder) throws IOException {
    long stored =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .select(
                        "select sum(length(entries)), pg_total_relation_size('audit.batch') from"
                            + " audit.batch")
                    .map((row, context) -> {
                      bytes = row.getLong(1);
                      return row.getLong(2);
                    })
                    .one());
    try (Stream<Path> files = Files.list(folder)) {
      long index = 0;
      for (Path file : files.toList()) {
        index += Files.size(file);
      }
      System.out.printf(
          "sizes per entry: entry %.1f bytes; PostgreSQL %.1f more (target 70); search index %.1f"
              + " (target 90)%n",
          (double) bytes / ENTRIES, (double) (stored - bytes) / ENTRIES, (double) index / ENTRIES);
    }
  }

  private void search(AuditLog log, AuditSearch search) {
    measure(
        "newest 20 by subject",
        log,
        search,
        () -> new Filter.Has(Attribute.REF, subject(random.nextInt(SUBJECTS))));
    measure(
        "newest 20 by purpose",
        log,
        search,
        () -> new Filter.Has(Attribute.PURPOSE, "purpose-" + skewed(8)));
    measure(
        "newest 20 by two words",
        log,
        search,
        () ->
            new Filter.All(
                List.of(
                    new Filter.Says(word(), Filter.Says.How.WORDS),
                    new Filter.Says(word(), Filter.Says.How.WORDS))));
  }

  private static void measure(
      String name, AuditLog log, AuditSearch search, Supplier<Filter> filters) {
    long[] whole = new long[MEASURED];
    long[] rows = new long[MEASURED];
    long found = 0;
    for (int i = -WARM_UP; i < MEASURED; i++) {
      Filter filter = filters.get();
      long start = System.nanoTime();
      Page page = search.search(filter, Order.NEWEST_FIRST, OptionalLong.empty(), 20);
      long end = System.nanoTime();
      List<EntryPlace> places = page.entries().stream().map(StoredEntry::place).toList();
      long again = System.nanoTime();
      log.entriesAt(places);
      if (i >= 0) {
        whole[i] = end - start;
        rows[i] = System.nanoTime() - again;
        found += page.entries().size();
      }
    }
    Arrays.sort(whole);
    Arrays.sort(rows);
    System.out.printf(
        "%s (%.1f found): p50 %.2f ms, p99 %.2f ms with the rows, of which the rows alone p50 %.2f"
            + " ms, p99 %.2f ms (targets 1 and 20)%n",
        name,
        (double) found / MEASURED,
        whole[MEASURED / 2] / 1e6,
        whole[MEASURED * 99 / 100] / 1e6,
        rows[MEASURED / 2] / 1e6,
        rows[MEASURED * 99 / 100] / 1e6);
  }

  private void count(AuditSearch search) {
    time(
        "facet by caller over 10 days (target 5 ms)",
        () -> search.facets(days(10), List.of(Attribute.CALLER), 20).matches());
    time(
        "facet by caller, everything",
        () -> search.facets(new Filter.Every(), List.of(Attribute.CALLER), 20).matches());
    time(
        "histogram of 30 days by day",
        () -> search.histogram(days(30), Interval.DAY, ZoneId.of("Asia/Shanghai")).matches());
  }

  /** Some days in the middle. */
  private Filter days(int days) {
    Instant from = START.plus(Duration.ofDays(20 + random.nextInt(100)));
    return new Filter.All(
        List.of(new Filter.Since(from), new Filter.Before(from.plus(Duration.ofDays(days)))));
  }

  private static void time(String name, Supplier<Long> work) {
    int rounds = 60;
    long[] nanos = new long[rounds];
    long matches = 0;
    for (int i = -rounds / 2; i < rounds; i++) {
      long start = System.nanoTime();
      matches = work.get();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s (%,d matches): p50 %.2f ms, p99 %.2f ms%n",
        name, matches, nanos[rounds / 2] / 1e6, nanos[rounds * 99 / 100] / 1e6);
  }
}

package dev.yinhu.breachresponse.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** A log with its search, two versions of a register, and random accesses. */
final class ScopedLog implements AutoCloseable {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  static final InstantSource CLOCK = () -> START.plus(Duration.ofDays(30));

  static final List<String> CALLERS = List.of("order-service", "support-desk", "partner-api");
  static final List<String> ACTORS = List.of("agent-7", "agent-8");
  static final List<String> PURPOSES = List.of("deliver-order", "customer-support");
  static final List<String> OUTCOMES = List.of("clear", "masked", "not-permitted", "encrypted");
  static final List<String> FIELDS =
      List.of("shop.users.phone", "shop.users.email", "shop.users.health", "shop.users.gone", "?");

  private static final String REGISTER =
      """
      dataset:
        - fides_key: shop
          collections:
            - name: users
              yinhu: {subject: id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - {name: phone, data_categories: [user.contact.phone_number, user.contact]}
                - {name: email, data_categories: [%s]}
                - {name: health, data_categories: [user.health_and_medical]}
      """;

  static final Map<Long, Register> REGISTERS =
      Map.of(
          1L, Registers.parse(REGISTER.formatted("user.contact.email")),
          2L, Registers.parse(REGISTER.formatted("user.health_and_medical.record_id")));

  final TestDatabase database = TestDatabase.create("audit", "breach");
  final AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK);
  final Acts acts = new Acts(database.jdbi(), log, CLOCK);
  final Path folder;
  final AuditSearch search;

  ScopedLog(Path folder) {
    this.folder = folder;
    this.search = AuditSearch.open(log, folder.resolve("index"));
  }

  Scopes scopes(boolean searching, long memory) {
    return scopes(searching, memory, Minors.UNKNOWN, KeySafety.UNKNOWN);
  }

  Scopes scopes(EstimateListener listener) {
    return scopes(true, 1 << 20, Minors.UNKNOWN, KeySafety.UNKNOWN, listener);
  }

  Scopes scopes(boolean searching, long memory, Minors minors, KeySafety keys) {
    return scopes(searching, memory, minors, keys, EstimateListener.NONE);
  }

  private Scopes scopes(
      boolean searching, long memory, Minors minors, KeySafety keys, EstimateListener listener) {
    return Scopes.open(
        database.jdbi(),
        acts,
        new Scopes.Evidence(
            log,
            Optional.of(search).filter(_ -> searching),
            version -> Optional.ofNullable(REGISTERS.get(version)),
            minors,
            keys,
            folder.resolve("scope"),
            ZONE),
        listener,
        memory);
  }

  void append(Collection<? extends AuditEntry> entries) {
    List<CompletableFuture<Long>> appended = entries.stream().map(log::append).toList();
    appended.forEach(CompletableFuture::join);
    assertThat(search.await(log.head().size() - 1, Duration.ofSeconds(30))).isTrue();
  }

  static List<AuditEntry> random(RandomGenerator random, int count) {
    List<AuditEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time = START.plusMillis(random.nextInt(5 * 24 * 3_600_000));
      entries.add(
          random.nextInt(10) == 0
              ? new AuditEntry.Admin(
                  time, "r", "dpo", "note", AuditEntry.Phase.DONE, Map.of("ref", ref(1)))
              : access(random, time));
    }
    return entries;
  }

  private static AuditEntry.Access access(RandomGenerator random, Instant time) {
    List<Item> items = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Set<String> subjects = new LinkedHashSet<>();
      for (int s = random.nextInt(4); s > 0; s--) {
        subjects.add(ref(random.nextInt(60)));
      }
      int count = Math.max(1, subjects.size()) + random.nextInt(3);
      items.add(
          new Item(one(random, FIELDS), one(random, OUTCOMES), "", count, List.copyOf(subjects)));
    }
    return new AuditEntry.Access(
        time,
        "r",
        one(random, List.of(Operation.values())),
        new CallerName(one(random, CALLERS)),
        maybe(random, PURPOSES).map(Purpose::new),
        new Behalf(maybe(random, ACTORS).map(Actor::new), Optional.empty()),
        random.nextInt(1, 4),
        items);
  }

  static <T> T one(RandomGenerator random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static <T> Optional<T> maybe(RandomGenerator random, List<T> of) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one(random, of));
  }

  /** A reference, spread over all bytes. */
  static String ref(int number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    return Reference.text(mixed ^ mixed >>> 29, mixed * 31 ^ number);
  }

  @Override
  public void close() {
    search.close();
    log.close();
    database.close();
  }
}

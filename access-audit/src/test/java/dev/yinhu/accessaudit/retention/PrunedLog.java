package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A log in a real database whose clock the test sets, and what prunes it. */
final class PrunedLog implements AutoCloseable {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final String SIX_MONTHS =
      """
      default: {after: P6M, law: Cybersecurity Law, article: "23"}
      """;

  final TestDatabase database = TestDatabase.create("audit");
  private volatile Instant now = Instant.parse("2024-01-10T04:00:00Z");
  final InstantSource clock = () -> now;
  final AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock);
  final Tiles tiles = new Tiles(database.dataSource());
  private Runnable whileResolving = () -> {};
  final Known known =
      new Known() {
        @Override
        public Optional<String> reference(SubjectId subject) {
          return subject.value().equals("u-1") ? Optional.of(ref(1)) : Optional.empty();
        }

        @Override
        public List<CategoryFields> fields(CategoryKey category) {
          whileResolving.run();
          return List.of(new CategoryFields(Set.of(1L), Set.of("shop.users.phone")));
        }
      };
  final Holds holds = new Holds(database.jdbi(), known, clock, ZONE);
  long published = Long.MAX_VALUE;
  final Pruning pruning = pruning();

  PrunedLog() {
    signalsCameTo(Long.MAX_VALUE);
  }

  /** Nobody evaluates signals here, so somebody has to say how far they are. */
  PrunedLog signalsCameTo(long index) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update audit.signal_state set watermark = ?, snapshot_index = ?", index, index));
    return this;
  }

  Pruning pruning() {
    return new Pruning(
        log, tiles, database.jdbi(), known, () -> Math.min(published, log.head().size()), clock);
  }

  /** At noon of that day. */
  PrunedLog on(String day) {
    now = LocalDate.parse(day).atTime(LocalTime.NOON).atZone(ZONE).toInstant();
    return this;
  }

  void whileResolving(Runnable work) {
    whileResolving = work;
  }

  static String ref(int number) {
    return "AAAAAAAAAAAAAAAAAAAA" + (char) ('A' + number) + "A";
  }

  /** Accesses of a caller to one subject's phone, in batches as they come. */
  PrunedLog append(int count, String caller, int subject) {
    appendLater(count, caller, subject).forEach(CompletableFuture::join);
    return this;
  }

  /** The same, without waiting until they are durable. */
  List<CompletableFuture<Long>> appendLater(int count, String caller, int subject) {
    List<CompletableFuture<Long>> indexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indexes.add(
          log.append(
              new AuditEntry.Access(
                  now,
                  "r-" + i,
                  Operation.DECRYPT,
                  new CallerName(caller),
                  Optional.of(new Purpose("deliver-order")),
                  new Behalf(Optional.empty(), Optional.empty()),
                  1,
                  List.of(new Item("shop.users.phone", "clear", "", 1, List.of(ref(subject)))))));
    }
    return indexes;
  }

  RetentionPolicy policy(String... longer) {
    return RetentionFile.parse(
        "retention.yaml",
        SIX_MONTHS + (longer.length == 0 ? "" : "longer:\n" + String.join("", longer)),
        ZONE);
  }

  static String rule(String query, String after) {
    return "  - {query: '%s', after: %s, law: E-commerce Law, article: \"31\"}\n"
        .formatted(query, after);
  }

  PruningPlan prune(RetentionPolicy policy) {
    return pruning.prune(policy, journal());
  }

  PruningPlan pruneUnattended() {
    return pruning.pruneUnattended(policy(), journal(), () -> false);
  }

  PruningJournal journal() {
    return new PruningJournal(log, clock, "anna", "r-prune");
  }

  /** The indexes that can be read, in order. */
  List<Long> readable() {
    List<Long> indexes = new ArrayList<>();
    log.forEach(0, entry -> indexes.add(entry.index()));
    return indexes;
  }

  /** What a change recorded, in the order of the log. */
  List<AuditEntry.Admin> recorded(String action) {
    List<AuditEntry.Admin> found = new ArrayList<>();
    log.forEach(
        0,
        entry -> {
          if (read(entry) instanceof AuditEntry.Admin admin && admin.action().equals(action)) {
            found.add(admin);
          }
        });
    return found;
  }

  private static AuditEntry read(StoredEntry entry) {
    return EntryReader.read(entry.leaf());
  }

  long count(String table) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("select count(*) from audit." + table).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}

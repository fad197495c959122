package dev.yinhu.breachresponse.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.Gate.Missing;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.TimelineLine;
import dev.yinhu.breachresponse.severity.Assessment;
import dev.yinhu.breachresponse.severity.EnisaInput;
import dev.yinhu.breachresponse.severity.Judgement;
import dev.yinhu.breachresponse.severity.Severities;
import dev.yinhu.breachresponse.severity.SeverityReader;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.EnisaClass;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScopesTest {
  private static final long MEMORY = 1 << 20;
  private static final Order DPO = new Order("dpo", "request-1");

  @TempDir static Path temp;
  private static ScopedLog log;
  private static SqlScope sql;

  @BeforeAll
  static void fill() {
    log = new ScopedLog(temp);
    sql = new SqlScope(log.database.jdbi());
    ScopedLog.REGISTERS.forEach(sql::facts);
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Test
  void everyFigureIsThatOfPlainSqlOverTheSameLog() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    Scopes searching = log.scopes(true, MEMORY);
    Scopes reading = log.scopes(false, MEMORY);
    int found = 0;
    for (int round = 0; round < 20; round++) {
      if (round % 5 == 0) {
        log.append(ScopedLog.random(random, 150));
        sql.copy(log.log);
      }
      ScopeQuery query = query(random);
      ScopeFigures figures = searching.estimate(incident(round), query, DPO).figures();
      assertThat(figures).as("%s", query).isEqualTo(wanted(query, figures));
      assertThat(reading.estimate(incident(round), query, DPO).figures()).isEqualTo(figures);
      found += figures.persons() > 0 ? 1 : 0;
      sql.copy(log.log);
    }
    assertThat(found).as("queries that find somebody").isGreaterThan(7);
  }

  /** The rest, which SQL is not asked for, as it was. */
  private static ScopeFigures wanted(ScopeQuery query, ScopeFigures figures) {
    long persons = sql.persons(query);
    return new ScopeFigures(
        persons,
        sql.records(query),
        figures.recordsAtMost(),
        sql.sensitivePersons(query),
        figures.sensitiveRecords(),
        0,
        persons,
        sql.entries(query),
        0,
        0,
        false,
        Optional.empty(),
        sql.fields(query),
        sql.categories(query),
        sql.callers(query),
        sql.days(query));
  }

  private static ScopeQuery query(RandomGenerator random) {
    Instant from = ScopedLog.START.plus(Duration.ofHours(random.nextInt(60)));
    return new ScopeQuery(
        random.nextBoolean() ? Optional.of(from) : Optional.empty(),
        random.nextBoolean()
            ? Optional.of(from.plusSeconds(random.nextInt(1, 300_000)))
            : Optional.empty(),
        some(random, ScopedLog.CALLERS, 2),
        some(random, ScopedLog.ACTORS, 6),
        some(random, ScopedLog.PURPOSES, 4),
        random.nextInt(4) == 0 ? Set.of(Operation.DECRYPT, Operation.MASK) : Set.of(),
        random.nextInt(3) == 0 ? new TreeSet<>(ScopedLog.OUTCOMES) : ScopeQuery.DISCLOSED,
        some(random, ScopedLog.FIELDS, 4),
        categories(random),
        random.nextInt(5) == 0 ? refs(random) : new TreeSet<>(),
        random.nextInt(3) == 0 ? refs(random) : new TreeSet<>(),
        LeakedForm.CLEAR);
  }

  /** In one of so many cases at least one of them. */
  private static SortedSet<String> some(RandomGenerator random, List<String> of, int oneOf) {
    SortedSet<String> some = new TreeSet<>();
    if (random.nextInt(oneOf) == 0) {
      some.add(ScopedLog.one(random, of));
      some.add(ScopedLog.one(random, of));
    }
    return some;
  }

  private static SortedSet<CategoryKey> categories(RandomGenerator random) {
    SortedSet<CategoryKey> some = new TreeSet<>();
    if (random.nextInt(4) == 0) {
      some.add(
          new CategoryKey(
              ScopedLog.one(
                  random,
                  List.of("user.contact", "user.health_and_medical", "user.contact.email"))));
    }
    return some;
  }

  private static SortedSet<String> refs(RandomGenerator random) {
    SortedSet<String> refs = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      refs.add(ScopedLog.ref(random.nextInt(60)));
    }
    return refs;
  }

  private static IncidentId incident(int number) {
    return new IncidentId(100 + number, false);
  }

  @Test
  void personsOfTheLatestEstimateAreStreamedEachOnceAndMoreThanMemoryHolds() throws IOException {
    int persons = 70_000;
    IncidentId leak = new IncidentId(1, false);
    Instant day = ScopedLog.START.plus(Duration.ofDays(20));
    log.append(copied("backup-job", day, persons));
    Scopes scopes =
        log.scopes(
            true,
            MEMORY,
            refs -> {
              Map<String, Boolean> known = new HashMap<>();
              refs.stream().filter(ref -> ref.charAt(0) < 'a').forEach(r -> known.put(r, false));
              refs.stream().filter(ref -> ref.charAt(1) == 'A').forEach(r -> known.put(r, true));
              return known;
            },
            fields ->
                fields.equals(Set.of("shop.users.phone"))
                    ? Optional.empty()
                    : Optional.of("field-not-protected"));
    ScopeQuery query = ScopeQuery.EVERYTHING.of(Set.of("backup-job"));

    ScopeEstimate estimate = scopes.estimate(leak, query, DPO);

    assertThat(estimate.figures().persons()).isEqualTo(persons);
    assertThat(estimate.figures().records()).isEqualTo(2L * persons);
    List<ScopePerson> streamed = scopes.inScope(leak).toList();
    assertThat(streamed).hasSize(persons).doesNotHaveDuplicates();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < persons; i++) {
      all.add(ScopedLog.ref(i));
    }
    assertThat(new HashSet<>(scopes.persons(leak).toList())).isEqualTo(all);
    long minors = all.stream().filter(ref -> ref.charAt(1) == 'A').count();
    assertThat(estimate.figures().minors()).isEqualTo(minors).isPositive();
    assertThat(estimate.figures().sensitivePersons()).isEqualTo(minors);
    assertThat(estimate.figures().minorsUnknown())
        .isEqualTo(streamed.stream().filter(person -> person.minor().isEmpty()).count())
        .isPositive();
    try (Stream<Path> left = Files.list(temp.resolve("scope"))) {
      assertThat(left).as("files that are left").isEmpty();
    }
  }

  private static List<AuditEntry> copied(String caller, Instant at, int persons) {
    List<AuditEntry> entries = new ArrayList<>();
    for (int first = 0; first < persons; first += 500) {
      List<String> refs = new ArrayList<>();
      for (int i = first; i < Math.min(first + 500, persons); i++) {
        refs.add(ScopedLog.ref(i));
      }
      for (int twice = 0; twice < 2; twice++) {
        entries.add(
            new AuditEntry.Access(
                at.plusSeconds(first),
                "r",
                Operation.DECRYPT,
                new CallerName(caller),
                Optional.of(new Purpose("deliver-order")),
                Behalf.NOBODY,
                1,
                List.of(new Item("shop.users.phone", "clear", "", refs.size(), refs))));
      }
    }
    return entries;
  }

  @Test
  void newEvidenceMakesAnotherEstimateAndTheEarlierOneStays() {
    IncidentId leak = new IncidentId(2, false);
    Instant day = ScopedLog.START.plus(Duration.ofDays(25));
    Scopes scopes = log.scopes(true, MEMORY);
    ScopeQuery query = ScopeQuery.EVERYTHING.of(Set.of("crawler")).within(day, day.plusSeconds(1));
    log.append(copied("crawler", day, 10));

    ScopeEstimate first = scopes.estimate(leak, query, DPO);
    log.append(copied("crawler", day, 30));
    ScopeEstimate second = scopes.estimate(leak, query, DPO);

    assertThat(first.figures().persons()).isEqualTo(10);
    assertThat(second.figures().persons()).isEqualTo(30);
    assertThat(second.treeSize()).isGreaterThan(first.treeSize());
    assertThat(second.root()).hasSize(64).isNotEqualTo(first.root());
    assertThat(scopes.all(leak)).containsExactly(first, second);
    assertThat(scopes.latest(leak)).contains(second);
    assertThat(scopes.persons(leak)).hasSize(30);
    assertThat(log.acts.timeline(leak))
        .extracting(TimelineLine::act)
        .containsExactly("scope-estimate", "scope-estimate");
  }

  @Test
  void assessedNeedsScopeAndSeverityAndSeverityFollowsTheScope() {
    IncidentId leak = new IncidentId(4, false);
    Severities severities = new Severities(log.database.jdbi(), log.acts, SeverityReader.shipped());
    Scopes scopes =
        log.scopes((estimate, order) -> {
          var _ =
              severities.recount(
                  estimate.incident(), estimate.figures().counts(), estimate.number(), order);
        });
    AssessedGate gate = new AssessedGate(scopes, severities);
    assertThat(gate.missing(leak, IncidentState.CONTAINED)).isEmpty();
    assertThat(gate.missing(leak, IncidentState.ASSESSED))
        .extracting(Missing::code)
        .containsExactly("scope-missing", "severity-missing");

    Instant day = ScopedLog.START.plus(Duration.ofDays(27));
    ScopeQuery query = ScopeQuery.EVERYTHING.of(Set.of("scraper"));
    log.append(copied("scraper", day, 100));
    ScopeEstimate first = scopes.estimate(leak, query, DPO);
    Assessment judged =
        severities.assess(
            leak, judgement(), first.figures().counts(), OptionalLong.of(first.number()), DPO);
    log.append(copied("scraper", day, 101));
    ScopeEstimate second = scopes.estimate(leak, query, DPO);

    assertThat(gate.missing(leak, IncidentState.ASSESSED)).isEmpty();
    assertThat(judged.severity().flags()).isEmpty();
    assertThat(severities.all(leak)).hasSize(2).first().isEqualTo(judged);
    Assessment followed = severities.latest(leak).orElseThrow();
    assertThat(followed.estimate()).hasValue(second.number());
    assertThat(followed.severity().flags()).containsExactly("more-than-100");
  }

  private static Judgement judgement() {
    return new Judgement(
        new EnisaInput(
            EnisaClass.SIMPLE,
            new TreeSet<>(),
            "maximum",
            Map.of(
                "confidentiality", "exposed",
                "integrity", "none",
                "availability", "none",
                "intent", "none")),
        new TreeSet<>(),
        new Reason("a crawler read telephone numbers"));
  }

  @Test
  void ciphertextIsUnintelligibleOnlyWhenItsKeysAreSafe() {
    IncidentId leak = new IncidentId(3, false);
    Instant day = ScopedLog.START.plus(Duration.ofDays(26));
    log.append(copied("bucket", day, 3));
    ScopeQuery clear = ScopeQuery.EVERYTHING.of(Set.of("bucket"));
    ScopeQuery sealed =
        new ScopeQuery(
            clear.from(),
            clear.until(),
            clear.callers(),
            clear.actors(),
            clear.purposes(),
            clear.operations(),
            clear.outcomes(),
            clear.fields(),
            clear.categories(),
            clear.only(),
            clear.without(),
            LeakedForm.CIPHERTEXT);
    Scopes safe = log.scopes(true, MEMORY, Minors.UNKNOWN, _ -> Optional.empty());
    Scopes unknown = log.scopes(true, MEMORY, Minors.UNKNOWN, _ -> Optional.of("key-compromised"));

    assertThat(safe.estimate(leak, sealed, DPO).figures().unintelligible()).isTrue();
    assertThat(safe.estimate(leak, clear, DPO).figures().unintelligible()).isFalse();
    assertThat(unknown.estimate(leak, sealed, DPO).figures().unintelligible()).isFalse();
    assertThat(unknown.latest(leak).orElseThrow().figures().keyDoubt()).contains("key-compromised");
  }
}

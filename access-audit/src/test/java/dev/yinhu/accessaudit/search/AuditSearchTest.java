package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSearchTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir static Path temp;
  private static SearchedLog log;

  @BeforeAll
  static void fill() {
    log = new SearchedLog(temp.resolve("audit/index"));
    // Several refreshes, so that there are several segments.
    for (int i = 0; i < 8; i++) {
      log.append(SampleEntries.some(400, i));
    }
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Test
  void findsExactlyWhatAFilterOverTheEntriesFindsInBothOrdersAndAnyPages() {
    RandomFilters filters = new RandomFilters(7);
    int hits = 0;
    for (int i = 0; i < 150; i++) {
      Filter filter = filters.next(3);
      List<Long> wanted = log.wanted(filter);
      hits += wanted.isEmpty() ? 0 : 1;
      int limit = Math.clamp(wanted.size() / 3, 1, 1_000);
      assertThat(log.found(filter, Order.NEWEST_FIRST, limit)).as("%s", filter).isEqualTo(wanted);
      assertThat(log.found(filter, Order.OLDEST_FIRST, limit))
          .as("%s", filter)
          .isEqualTo(wanted.reversed());
    }
    assertThat(hits).as("filters that find something").isGreaterThan(40);
  }

  @Test
  void countsByEveryAttributeAsTheEntriesDo() {
    RandomFilters filters = new RandomFilters(8);
    List<Attribute> countable =
        List.of(Attribute.values()).stream().filter(Attribute::isCountable).toList();
    for (int i = 0; i < 60; i++) {
      Filter filter = filters.next(2);
      List<AuditEntry> wanted = wantedEntries(filter);
      Facets facets = log.search().facets(filter, countable, 1_000);
      assertThat(facets.matches()).isEqualTo(wanted.size());
      for (Facets.Facet facet : facets.facets()) {
        Map<String, Long> counts = new TreeMap<>();
        wanted.forEach(entry ->
            NaiveFilter.values(facet.attribute(), entry)
                .forEach(value -> counts.merge(value, 1L, Long::sum)));
        assertThat(
                facet.values().stream()
                    .collect(Collectors.toMap(Facets.Value::value, Facets.Value::count)))
            .isEqualTo(counts);
        assertThat(facet.distinct()).isEqualTo(counts.size());
        assertThat(facet.values())
            .isSortedAccordingTo((a, b) -> Long.compare(b.count(), a.count()));
      }
    }
  }

  @Test
  void countsByDayHourWeekAndMonthOfTheZone() {
    RandomFilters filters = new RandomFilters(9);
    for (Interval interval : Interval.values()) {
      for (int i = 0; i < 20; i++) {
        Filter filter = filters.next(2);
        Map<OffsetDateTime, Long> counts = new TreeMap<>();
        wantedEntries(filter)
            .forEach(entry ->
                counts.merge(interval.begin(entry.time(), ZONE).toOffsetDateTime(), 1L, Long::sum));
        Histogram histogram = log.search().histogram(filter, interval, ZONE);
        assertThat(
                histogram.steps().stream()
                    .filter(step -> step.count() > 0)
                    .collect(Collectors.toMap(Histogram.Step::from, Histogram.Step::count)))
            .isEqualTo(counts);
        for (int j = 1; j < histogram.steps().size(); j++) {
          assertThat(histogram.steps().get(j).from().toInstant())
              .isEqualTo(
                  interval
                      .next(histogram.steps().get(j - 1).from().atZoneSameInstant(ZONE))
                      .toInstant());
        }
      }
    }
  }

  private static List<AuditEntry> wantedEntries(Filter filter) {
    return log.wanted(filter).stream().map(index -> log.entries.get(index.intValue())).toList();
  }

  @Test
  void saysHowFarItHasComeAndThatItIsWhole() {
    long size = log.log.head().size();
    IndexStatus status = log.search().status();
    assertThat(status).isEqualTo(new IndexStatus(true, 0, size, size));
    assertThat(log.search().search(new Filter.Every(), Order.NEWEST_FIRST, OptionalLong.empty(), 1))
        .satisfies(page -> assertThat(page.indexedTo()).isEqualTo(size));
  }

  @Test
  void waitingForAnEntryThatDoesNotComeEnds() {
    assertThat(log.search().await(Long.MAX_VALUE, Duration.ofMillis(30))).isFalse();
  }

  @Test
  void aPageBehindTheEndIsEmpty() {
    assertThat(
            log.search()
                .search(new Filter.Every(), Order.NEWEST_FIRST, OptionalLong.of(0), 10)
                .entries())
        .isEmpty();
    assertThat(
            log.search()
                .search(
                    new Filter.Every(), Order.OLDEST_FIRST, OptionalLong.of(Long.MAX_VALUE / 2), 10)
                .entries())
        .isEmpty();
    assertThatThrownBy(() ->
            log.search().search(new Filter.Every(), Order.NEWEST_FIRST, OptionalLong.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Filters over the values that the sample entries have, and some that none has. */
  private static final class RandomFilters {
    private static final Map<Attribute, List<String>> VALUES =
        Map.ofEntries(
            Map.entry(Attribute.CALLER, SampleEntries.CALLERS),
            Map.entry(Attribute.PURPOSE, SampleEntries.PURPOSES),
            Map.entry(Attribute.FIELD, SampleEntries.FIELDS),
            Map.entry(
                Attribute.OUTCOME, List.of("clear", "masked", "not-permitted", "done", "intent")),
            Map.entry(Attribute.ACTOR, SampleEntries.ACTORS),
            Map.entry(
                Attribute.OPERATION, List.of("decrypt", "encrypt", "search", "register-apply")),
            Map.entry(Attribute.REGISTER, List.of("1", "2", "3", "4")),
            Map.entry(Attribute.KIND, List.of("access", "admin", "reading", "unknown")),
            Map.entry(Attribute.DETAIL, List.of("canary", "none")),
            Map.entry(Attribute.DRILL, List.of("yes")),
            Map.entry(
                Attribute.REF, List.of(SampleEntries.subject(1), SampleEntries.subject(7), "x")));
    private static final List<String> TEXTS =
        List.of(
            "退款",
            "退",
            "款",
            "客户申请退款",
            "收货地址",
            "地址核对",
            "order",
            "refund order",
            "ORDER 12",
            "京东",
            "late",
            "abc",
            "abc款",
            "核对abc",
            "check",
            "77",
            "无",
            "款，核对",
            "东路的投诉",
            "deliver");

    private final RandomGenerator random;

    RandomFilters(long seed) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    Filter next(int depth) {
      return switch (random.nextInt(depth == 0 ? 5 : 9)) {
        case 0, 1 -> has();
        case 2 -> begins();
        case 3 -> new Filter.Says(one(TEXTS), one(List.of(Filter.Says.How.values())));
        case 4 -> random.nextBoolean() ? new Filter.Since(time()) : new Filter.Before(time());
        case 5 -> new Filter.Not(next(depth - 1));
        case 6, 7 -> new Filter.All(several(depth));
        default -> random.nextInt(5) == 0 ? new Filter.Every() : new Filter.Any(several(depth));
      };
    }

    private Instant time() {
      return SampleEntries.START.plusMillis(random.nextLong(400L * 30_000));
    }

    private Filter has() {
      Attribute attribute = one(List.copyOf(VALUES.keySet()));
      List<String> values = VALUES.getOrDefault(attribute, List.of());
      return new Filter.Has(attribute, Set.of(one(values), "other"));
    }

    private Filter begins() {
      Attribute attribute = one(List.of(Attribute.CALLER, Attribute.FIELD, Attribute.OUTCOME));
      String value = one(VALUES.getOrDefault(attribute, List.of()));
      return new Filter.Begins(attribute, value.substring(0, random.nextInt(1, value.length())));
    }

    private List<Filter> several(int depth) {
      List<Filter> filters = new ArrayList<>();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        filters.add(next(depth - 1));
      }
      return filters;
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }
  }
}

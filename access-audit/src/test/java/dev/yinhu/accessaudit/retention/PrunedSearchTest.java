package dev.yinhu.accessaudit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.Facets;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.Histogram;
import dev.yinhu.accessaudit.search.IndexReport;
import dev.yinhu.accessaudit.search.IndexUpkeep;
import dev.yinhu.accessaudit.search.Interval;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.accessaudit.search.Page;
import dev.yinhu.accessaudit.search.SearchVisit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search over a log whose beginning was pruned, but for what is held of it. */
class PrunedSearchTest {
  private static final Reason WHY = new Reason("investigation of the leak");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final List<Attribute> COUNTED = List.of(Attribute.CALLER, Attribute.KIND);
  private static final List<Filter> ASKED =
      List.of(
          new Filter.Every(),
          new Filter.Has(Attribute.REF, PrunedLog.ref(3)),
          new Filter.Has(Attribute.CALLER, "support-desk"),
          new Filter.Not(new Filter.Has(Attribute.CALLER, "support-desk")),
          new Filter.Begins(Attribute.KIND, "a"),
          new Filter.Before(Instant.parse("2024-03-01T00:00:00Z")));

  @TempDir Path temp;
  private final PrunedLog log = new PrunedLog();
  private AuditSearch old;

  /** Winter's entries of three callers, mixed, then summer's. */
  @BeforeEach
  void fill() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
    old = AuditSearch.open(log.log, temp.resolve("old"));
    for (String day : List.of("2024-01-10", "2024-06-01")) {
      log.on(day);
      for (int i = 0; i < 12; i++) {
        String caller = random.nextInt(4) == 0 ? "support-desk" : "order-service";
        log.append(random.nextInt(20, 100), caller, random.nextInt(5));
        // A segment of the index now and then, so that some lie over the boundary.
        if (i % 7 == 0) {
          assertThat(old.await(log.log.head().size() - 1, LONG)).isTrue();
        }
      }
    }
  }

  @AfterEach
  void close() {
    old.close();
    log.close();
  }

  /** All that a search says, by the way it was asked. */
  private record Answers(
      List<List<Long>> newest,
      List<List<Long>> oldest,
      List<List<Long>> mixed,
      List<Facets> facets,
      List<Histogram> steps) {

    static Answers of(AuditSearch search) {
      return new Answers(
          ASKED.stream().map(filter -> pages(search, filter, Order.NEWEST_FIRST, 23)).toList(),
          ASKED.stream().map(filter -> pages(search, filter, Order.OLDEST_FIRST, 100)).toList(),
          mixtures().map(filter -> pages(search, filter, Order.NEWEST_FIRST, 300)).toList(),
          ASKED.stream().map(filter -> search.facets(filter, COUNTED, 10)).toList(),
          ASKED.stream()
              .map(filter -> search.histogram(filter, Interval.DAY, PrunedLog.ZONE))
              .toList());
    }
  }

  /** The same every time, of conditions that are met and ones that are not. */
  private static Stream<Filter> mixtures() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
    return Stream.generate(() -> mixed(random, 3)).limit(30);
  }

  private static Filter mixed(RandomGenerator random, int depth) {
    int kind = random.nextInt(depth == 0 ? 2 : 5);
    return switch (kind) {
      case 0 -> new Filter.Has(Attribute.REF, PrunedLog.ref(random.nextInt(6)));
      case 1 -> ASKED.get(random.nextInt(ASKED.size()));
      case 2 -> new Filter.Not(mixed(random, depth - 1));
      case 3 -> new Filter.All(List.of(mixed(random, depth - 1), mixed(random, depth - 1)));
      default -> new Filter.Any(List.of(mixed(random, depth - 1), mixed(random, depth - 1)));
    };
  }

  /** What is found, page by page; no page but the last is short. */
  private static List<Long> pages(AuditSearch search, Filter filter, Order order, int limit) {
    List<Long> found = new ArrayList<>();
    OptionalLong after = OptionalLong.empty();
    do {
      Page page = search.search(filter, order, after, limit);
      page.entries().stream().map(StoredEntry::index).forEach(found::add);
      after = page.after();
      assertThat(after.isEmpty() || page.entries().size() == limit).isTrue();
    } while (after.isPresent());
    return found;
  }

  /** Waits until the index has taken out what was pruned. */
  private Answers settled(AuditSearch search) throws InterruptedException {
    int kept = log.readable().size();
    assertThat(search.await(log.log.head().size() - 1, LONG)).isTrue();
    Until.isTrue(() -> search.status().entries() == kept);
    return Answers.of(search);
  }

  private Answers ofNew(String folder) throws InterruptedException {
    try (AuditSearch search = AuditSearch.open(log.log, temp.resolve(folder))) {
      return settled(search);
    }
  }

  private long holdAndPrune() {
    long hold = log.holds.add("caller:support-desk", WHY, "dpo", Optional.empty());
    PruningPlan done = log.on("2024-07-11").prune(log.policy());
    assertThat(done.held()).isBetween(50L, done.boundary() - 50);
    return hold;
  }

  @Test
  void anIndexThatSawThePruningAnswersAsOneThatIsBuiltAfterIt() throws Exception {
    long hold = holdAndPrune();
    assertThat(old.await(log.log.head().size() - 1, LONG)).isTrue();
    assertThat(pages(old, new Filter.Every(), Order.OLDEST_FIRST, 100)).isEqualTo(log.readable());
    Answers first = settled(old);
    assertThat(first.oldest().getFirst()).isEqualTo(log.readable());
    assertThat(first).isEqualTo(ofNew("new"));

    log.append(900, "order-service", 3);
    log.holds.release(hold, "dpo");
    assertThat(log.prune(log.policy()).released()).isPositive();
    Answers second = settled(old);
    assertThat(second.oldest().getFirst()).isEqualTo(log.readable());
    assertThat(second).isEqualTo(ofNew("newer"));
  }

  @Test
  void anIndexThatWasClosedMeanwhileForgetsWhenItIsOpened() throws Exception {
    old.close();
    log.append(300, "support-desk", 2);
    holdAndPrune();
    IndexReport before = IndexUpkeep.check(log.log, temp.resolve("old"));
    assertThat(before.isWhole()).as(before.toString()).isTrue();
    old = AuditSearch.open(log.log, temp.resolve("old"));
    assertThat(settled(old)).isEqualTo(ofNew("new"));
    untilTheFilesForget();
    old.close();
    IndexReport report = IndexUpkeep.check(log.log, temp.resolve("old"));
    assertThat(report.fault()).isEmpty();
    assertThat(report.entries()).isEqualTo(report.kept()).isEqualTo(log.readable().size());
    assertThat(report.from()).isEqualTo(log.readable().getFirst());
    assertThat(report).isEqualTo(IndexUpkeep.rebuild(log.log, temp.resolve("old"), _ -> {}));
  }

  /** Waits until the words of what was pruned are in no file any more. */
  private void untilTheFilesForget() {
    int kept = log.readable().size();
    Until.isTrue(() -> inFiles() == kept);
  }

  private int inFiles() {
    try (FSDirectory folder = FSDirectory.open(temp.resolve("old"));
        DirectoryReader reader = DirectoryReader.open(folder)) {
      return reader.maxDoc();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anIndexThatLacksWhatIsHeldIsBuiltAnew() throws Exception {
    holdAndPrune();
    Answers answers = settled(old);
    old.close();
    withoutOneOf("support-desk");
    IndexReport report = IndexUpkeep.check(log.log, temp.resolve("old"));
    assertThat(report.fault()).contains("it lacks entries that the log has");
    assertThat(report.isWhole()).isFalse();
    old = AuditSearch.open(log.log, temp.resolve("old"));
    assertThat(settled(old)).isEqualTo(answers);
  }

  /** Takes the entries of a caller to one subject out of the index, which stays well-formed. */
  private void withoutOneOf(String caller) throws Exception {
    IndexWriterConfig settings =
        new IndexWriterConfig()
            .setIndexSort(new Sort(new SortField("index", SortField.Type.LONG, true)))
            .setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(temp.resolve("old")), settings)) {
      writer.deleteDocuments(new Term("caller", caller));
      writer.commit();
    }
  }

  @Test
  void aVisitorBesideTheServiceFindsWhatIsHeldAndNoMore() throws Exception {
    holdAndPrune();
    List<Long> readable = log.readable();
    try (SearchVisit visit = SearchVisit.open(log.log, temp.resolve("old"))) {
      List<Long> found = new ArrayList<>();
      OptionalLong after = OptionalLong.empty();
      do {
        Page page = visit.search(new Filter.Every(), Order.OLDEST_FIRST, after, 300);
        page.entries().stream().map(StoredEntry::index).forEach(found::add);
        after = page.after();
      } while (after.isPresent());
      assertThat(found).isEqualTo(readable);
    }
  }
}

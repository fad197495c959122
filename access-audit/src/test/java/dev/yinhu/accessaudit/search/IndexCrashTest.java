package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that was cut off in its work, one beside another, and entries of many columns. */
class IndexCrashTest {
  private static final List<Filter> ASKED =
      List.of(
          new Filter.Every(),
          new Filter.Has(Attribute.REF, SampleEntries.subject(3)),
          new Filter.Has(Attribute.CALLER, "support-desk"),
          new Filter.Says("退款", Filter.Says.How.WORDS));

  @TempDir Path temp;

  @Test
  void anIndexWhoseProcessWasKilledGoesOnAndEqualsAFreshOne() throws Exception {
    try (SearchedLog log = new SearchedLog(temp.resolve("fresh"))) {
      for (int round = 0; round < 4; round++) {
        kill(log, temp.resolve("killed"), round);
      }
      log.caughtUp();
      try (AuditSearch killed = AuditSearch.open(log.log, temp.resolve("killed"))) {
        long size = log.log.head().size();
        assertThat(size).isGreaterThan(800);
        assertThat(killed.await(size - 1, SearchedLog.LONG)).isTrue();
        assertThat(killed.status()).isEqualTo(new IndexStatus(true, 0, size, size));
        for (Filter filter : ASKED) {
          assertThat(indexes(killed, filter)).isEqualTo(indexes(log.search(), filter));
        }
      }
      assertThat(IndexUpkeep.check(log.log, temp.resolve("killed")).isWhole()).isTrue();
    }
  }

  /** Lets it index some hundreds and kills it without warning. */
  private static void kill(SearchedLog log, Path folder, int round) throws IOException {
    ConnectionInfo database = log.database.connectionInfo();
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IndexingProcess.class.getName(),
                database.jdbcUrl(),
                database.user(),
                folder.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    command.environment().put("YINHU_TEST_PASSWORD", database.password());
    Process process = command.start();
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < 2 + round; i++) {
        assertThat(told.readLine()).isNotNull();
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static List<Long> indexes(AuditSearch search, Filter filter) {
    List<Long> indexes = new ArrayList<>();
    OptionalLong after = OptionalLong.empty();
    do {
      Page page = search.search(filter, Order.NEWEST_FIRST, after, 500);
      page.entries().stream().map(StoredEntry::index).forEach(indexes::add);
      after = page.after();
    } while (after.isPresent());
    return indexes;
  }

  @Test
  void everyNodeHasAnIndexOfItsOwnAndAVisitorSeesAllBesideIt() throws Exception {
    try (SearchedLog log = new SearchedLog(temp.resolve("one"));
        AuditSearch other = AuditSearch.open(log.log, temp.resolve("two"))) {
      log.append(SampleEntries.some(300, 4));
      assertThat(other.await(299, SearchedLog.LONG)).isTrue();
      try (SearchVisit visit = SearchVisit.open(log.log, temp.resolve("two"))) {
        for (Filter filter : ASKED) {
          assertThat(indexes(other, filter)).isEqualTo(indexes(log.search(), filter));
          assertThat(visit.search(filter, Order.NEWEST_FIRST, OptionalLong.empty(), 300).entries())
              .extracting(StoredEntry::index)
              .isEqualTo(indexes(other, filter));
        }
      }
    }
  }

  @Test
  void aVisitorsFolderLiesBesideTheIndexAndOneThatWasLeftIsRemoved() throws Exception {
    Path left = Files.createDirectory(temp.resolve("visit-left"));
    Files.writeString(left.resolve("words"), "退款");
    Path probe = Files.createFile(temp.resolve("now-left"));
    for (Path each : List.of(left, probe)) {
      Files.setLastModifiedTime(each, FileTime.from(Instant.EPOCH));
    }
    try (SearchedLog log = new SearchedLog(temp.resolve("index"))) {
      log.append(SampleEntries.some(30, 4));
      assertThat(left).as("removed when the index was opened").doesNotExist();
      assertThat(probe).as("the probe of a start that was killed").doesNotExist();
      try (SearchVisit _ = SearchVisit.open(log.log, temp.resolve("index"));
          SearchVisit _ = SearchVisit.open(log.log, temp.resolve("index"))) {
        for (Path visit : visits()) {
          Files.setLastModifiedTime(visit, FileTime.from(Instant.EPOCH));
        }
        VisitFolder.removeStale(temp.resolve("index"));
        assertThat(visits()).as("those that are open").hasSize(2);
        Files.createDirectory(temp.resolve("visit-young"));
        VisitFolder.removeStale(temp.resolve("index"));
        assertThat(visits()).hasSize(3);
      }
      assertThat(visits()).containsExactly(temp.resolve("visit-young"));
    }
  }

  private List<Path> visits() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.filter(file -> file.getFileName().toString().startsWith("visit-")).toList();
    }
  }

  @Test
  void anEntryOfFourHundredColumnsAndManyPeopleIsFoundByEach() {
    List<String> fields = IntStream.range(0, 400).mapToObj(i -> "shop.wide.column_" + i).toList();
    AuditEntry wide =
        new AuditEntry.Access(
            SampleEntries.START,
            "r-wide",
            Operation.DECRYPT,
            new CallerName("order-service"),
            Optional.empty(),
            Behalf.NOBODY,
            1,
            IntStream.range(0, 400)
                .mapToObj(i ->
                    new AuditEntry.Item(
                        fields.get(i), "clear", "", 1, List.of(SampleEntries.subject(i % 100))))
                .toList());
    try (SearchedLog log = new SearchedLog(temp.resolve("wide"))) {
      log.append(SampleEntries.some(50, 1));
      long index = log.log.head().size();
      log.append(List.of(wide));
      for (String field : fields) {
        Page page =
            log.search()
                .search(
                    new Filter.Has(Attribute.FIELD, field),
                    Order.NEWEST_FIRST,
                    OptionalLong.empty(),
                    10);
        assertThat(page.entries()).extracting(StoredEntry::index).containsExactly(index);
      }
      assertThat(indexes(log.search(), new Filter.Has(Attribute.REF, SampleEntries.subject(77))))
          .containsExactly(index);
      assertThat(
              log.search()
                  .facets(new Filter.Every(), List.of(Attribute.FIELD), 1_000)
                  .facets()
                  .getFirst()
                  .values())
          .hasSizeGreaterThan(400);
      assertThat(EntryReader.read(log.log.entry(index).orElseThrow().leaf())).isEqualTo(wide);
    }
  }
}

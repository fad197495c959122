package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexRecoveryTest {
  private static final List<Filter> ASKED =
      List.of(
          new Filter.Every(),
          new Filter.Has(Attribute.REF, SampleEntries.subject(3)),
          new Filter.Has(Attribute.PURPOSE, "analysis"),
          new Filter.Says("退款", Filter.Says.How.WORDS));

  @TempDir Path temp;
  private SearchedLog log;

  @BeforeEach
  void fill() throws Exception {
    log = new SearchedLog(temp.resolve("index"));
    log.append(SampleEntries.some(500, 1));
    log.reopened(folder -> {});
    log.append(SampleEntries.some(300, 2));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void answersAsBefore() {
    for (Filter filter : ASKED) {
      assertThat(log.found(filter, Order.NEWEST_FIRST, 100)).isEqualTo(log.wanted(filter));
    }
    assertThat(log.search().status().entries()).isEqualTo(800);
  }

  @Test
  void anIndexOpenedAgainGoesOnWhereItWas() throws Exception {
    log.reopened(folder -> {
      try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
        assertThat(reader.numDocs()).isEqualTo(800);
        assertThat(reader.getIndexCommit().getUserData()).containsEntry("next", "800");
      }
    });
    answersAsBefore();
  }

  @Test
  void aDeletedIndexIsBuiltAnew() throws Exception {
    log.reopened(IndexRecoveryTest::deleteAll);
    answersAsBefore();
  }

  private static void deleteAll(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void anyFileThatIsMissingOrCutShortIsNoticed() throws Exception {
    for (int i = 0; i < indexFiles(log.folder).size(); i++) {
      int number = i;
      log.reopened(folder -> Files.delete(indexFiles(folder).get(number)));
      answersAsBefore();
      log.reopened(folder -> cut(indexFiles(folder).get(number)));
      answersAsBefore();
    }
  }

  private static List<Path> indexFiles(Path folder) throws IOException {
    return files(folder).stream()
        .filter(file -> !file.endsWith(IndexWriter.WRITE_LOCK_NAME))
        .toList();
  }

  private static void cut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }

  @Test
  void aFlippedBitAnywhereIsNoticed() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    for (int i = 0; i < 40; i++) {
      log.reopened(folder -> {
        List<Path> files = indexFiles(folder);
        flip(files.get(random.nextInt(files.size())), random);
      });
      answersAsBefore();
    }
  }

  private static void flip(Path file, RandomGenerator random) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = random.nextLong(channel.size());
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8)));
      channel.write(one.flip(), at);
    }
  }

  @Test
  void anIndexOfAnotherSchemaIsBuiltAnew() throws Exception {
    log.reopened(folder -> commit(folder, Map.of("schema", "0", "next", "800")));
    answersAsBefore();
  }

  @Test
  void anIndexThatMissesAnEntryIsBuiltAnew() throws Exception {
    log.reopened(
        folder -> commit(folder, Map.of("schema", CommitNote.CURRENT_SCHEMA, "next", "801")));
    answersAsBefore();
  }

  /** Makes another commit of the index that says this. */
  private static void commit(Path folder, Map<String, String> told) throws IOException {
    IndexWriterConfig settings =
        new IndexWriterConfig()
            .setIndexSort(new Sort(new SortField("index", SortField.Type.LONG, true)))
            .setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), settings)) {
      writer.setLiveCommitData(told.entrySet());
      writer.commit();
    }
  }

  @Test
  void anIndexOfAnotherLogIsBuiltAnew() throws Exception {
    log.search().close();
    try (TestDatabase database = TestDatabase.create("audit");
        AuditLog other =
            AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, SearchedLog.CLOCK)) {
      SampleEntries.some(900, 77).forEach(entry -> other.append(entry).join());
      try (AuditSearch search = AuditSearch.open(other, log.folder)) {
        assertThat(search.await(899, SearchedLog.LONG)).isTrue();
        assertThat(search.status().entries()).isEqualTo(900);
      }
    }
    // Now it is ahead of this log, and of another one.
    log.reopened(folder -> {});
    answersAsBefore();
  }

  @Test
  void anIndexThatCannotBeOpenedIsAFailureUntilItCan() throws Exception {
    assertThat(log.search().failures()).isZero();
    try (AuditSearch second = AuditSearch.open(log.log, log.folder)) {
      Until.isTrue(() -> second.failures() > 0);
      assertThat(second.status()).isEqualTo(new IndexStatus(false, 0, 0, 0));
      log.search().close();
      assertThat(second.await(799, SearchedLog.LONG)).isTrue();
      assertThat(second.status().entries()).isEqualTo(800);
    }
  }

  @Test
  void filesThatDisappearUnderARunningSearchAreMadeAgain() throws Exception {
    for (Path file : files(log.folder)) {
      Files.delete(file);
    }
    log.append(SampleEntries.some(100, 3));
    log.reopened(folder -> {});
    assertThat(log.found(new Filter.Every(), Order.NEWEST_FIRST, 1_000)).hasSize(900);
    assertThat(log.search().bytes()).isPositive();
  }
}

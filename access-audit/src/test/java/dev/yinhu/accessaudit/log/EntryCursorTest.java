package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.database.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading forward: what was pruned may be missing, nothing else may. */
class EntryCursorTest {
  private TestDatabase database;
  private LogStore store;
  private AuditLog log;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit");
    store = new LogStore(database.dataSource());
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  /** Each entry in a batch of its own. */
  private void write(int count) {
    for (int i = 0; i < count; i++) {
      log.append(leaf("entry-" + i)).join();
    }
  }

  private void behindItsBack(String... statements) {
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          for (String sql : statements) {
            handle.execute(sql);
          }
        });
  }

  /** As a pruning leaves it, but for what its own checks ask for. */
  private void prune(long boundary, long... held) {
    behindItsBack(
        "insert into audit.pruned values (%d, 0, now(), now(), 'law', '1', '', '', '', %d, %d, 0)"
            .formatted(boundary, held.length, boundary));
    for (long index : held) {
      behindItsBack(
          ("insert into audit.held select first_index, committed_at, substring(entries from 3),"
                  + " leaf_hashes, decode(repeat('00', 256), 'hex') from audit.batch where"
                  + " first_index = %d")
              .formatted(index));
    }
  }

  private List<Long> read(EntryCursor cursor) throws SQLException {
    List<Long> indexes = new ArrayList<>();
    for (List<StoredEntry> some = cursor.read(); !some.isEmpty(); some = cursor.read()) {
      some.forEach(entry -> indexes.add(entry.index()));
    }
    return indexes;
  }

  private static Long[] range(long from, long to) {
    return LongStream.range(from, to).boxed().toArray(Long[]::new);
  }

  /** Within one read, at the beginning of one, between two, at the very end and at the start. */
  @ParameterizedTest
  @CsvSource({"0, 5", "5, 5", "0, 16", "0, 39", "0, 0", "3, 38"})
  void aHoleThatIsNoPruningStopsTheReaderInFrontOfIt(long from, long hole) throws SQLException {
    write(40);
    behindItsBack("delete from audit.batch where first_index = " + hole);
    EntryCursor cursor = new EntryCursor(store, from);
    List<Long> before = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              while (true) {
                List<StoredEntry> some = cursor.read();
                assertThat(some).as("the end is not taken for the end").isNotEmpty();
                some.forEach(entry -> before.add(entry.index()));
              }
            })
        .isInstanceOfSatisfying(LogGap.class, gap -> assertThat(gap.index()).isEqualTo(hole))
        .hasMessageContaining("the log has a gap");
    assertThat(before).containsExactly(range(from, hole));
    assertThatThrownBy(cursor::read).as("again and again").isInstanceOf(LogGap.class);
  }

  @Test
  void whatWasPrunedIsPassedOverAndWhatIsHeldOfItIsGiven() throws SQLException {
    write(30);
    prune(20, 3, 4, 9);
    behindItsBack("delete from audit.batch where first_index < 20");
    List<Long> expected = new ArrayList<>(List.of(3L, 4L, 9L));
    expected.addAll(List.of(range(20, 30)));
    assertThat(read(new EntryCursor(store, 0))).isEqualTo(expected);
    assertThat(read(new EntryCursor(store, 5))).isEqualTo(expected.subList(2, expected.size()));
  }

  @Test
  void aHoleBehindTheBoundaryIsAHoleAlsoAfterAPruning() throws SQLException {
    write(30);
    prune(20, 3);
    behindItsBack("delete from audit.batch where first_index < 20 or first_index = 22");
    EntryCursor cursor = new EntryCursor(store, 0);
    assertThat(cursor.read()).extracting(StoredEntry::index).containsExactly(3L);
    assertThat(cursor.read()).extracting(StoredEntry::index).containsExactly(20L);
    assertThat(cursor.read()).extracting(StoredEntry::index).containsExactly(21L);
    assertThatThrownBy(cursor::read).isInstanceOf(LogGap.class).hasMessageContaining("index 22");
  }

  @Test
  void aReaderWhoseNextEntriesArePrunedMeanwhileGoesOnWithWhatIsHeld() throws SQLException {
    write(40);
    EntryCursor cursor = new EntryCursor(store, 0);
    assertThat(cursor.read()).extracting(StoredEntry::index).containsExactly(range(0, 1));
    assertThat(cursor.read()).hasSize(16);
    prune(30, 2, 25);
    behindItsBack("delete from audit.batch where first_index < 30");
    List<Long> expected = new ArrayList<>(List.of(25L));
    expected.addAll(List.of(range(30, 40)));
    assertThat(read(cursor)).isEqualTo(expected);
  }

  @Test
  void aReadIsBoundedInBytes() throws SQLException {
    byte[] large = new byte[EntryJson.MAX_BYTES];
    List<CompletableFuture<Long>> waiting =
        IntStream.range(0, 400).mapToObj(_ -> log.append(large)).toList();
    waiting.forEach(CompletableFuture::join);
    EntryCursor cursor = new EntryCursor(store, 0);
    int reads = 0;
    long entries = 0;
    for (List<StoredEntry> some = cursor.read(); !some.isEmpty(); some = cursor.read()) {
      assertThat(some.size() * (long) EntryJson.MAX_BYTES).isLessThan(12L << 20);
      entries += some.size();
      reads++;
    }
    assertThat(entries).isEqualTo(400);
    assertThat(reads).as("more than one batch at a time").isLessThan(10);
  }
}

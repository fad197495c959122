package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.database.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody with all rights over the database changes the log behind its back. */
class TamperTest {
  private TestDatabase database;
  private AuditLog log;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
    for (int i = 0; i < 10; i++) {
      log.append(leaf("entry-" + i)).join();
    }
    assertThat(log.recompute().size()).isEqualTo(10);
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  private void behindItsBack(String sql) {
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(sql);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update audit.batch set entries = set_byte(entries, 5, 0) where first_index = 4 ; index 4",
        "update audit.batch set entries = set_byte(entries, 1, 3) where first_index = 3 ; index 3",
        "update audit.batch set entries = set_byte(entries, 1, 9) where first_index = 3 ; index 3",
        "update audit.batch set entries = entries || '\\x00'::bytea where first_index = 3 ; index"
            + " 3",
        "update audit.batch set entries = entries || '\\x0000'::bytea where first_index = 3"
            + " ; index 3",
        "update audit.batch set entries = '' where first_index = 9 ; index 9",
        "update audit.batch set leaf_hashes = set_byte(leaf_hashes, 31, 1) where first_index = 7"
            + " ; index 7",
        "delete from audit.batch where first_index = 5 ; index 4",
        "delete from audit.batch where first_index = 0 ; index -1",
        "delete from audit.batch where first_index = 9 ; index 9",
      })
  void aChangedBatchIsFoundWithItsIndex(String change, String place) {
    behindItsBack(change);
    assertThatThrownBy(log::recompute)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update audit.batch set entries = set_byte(entries, 5, 0) where first_index = 4 ; 4",
        "update audit.batch set entries = '\\x000178' where first_index = 4 ; 4",
        "update audit.batch set leaf_hashes = set_byte(leaf_hashes, 31, 1) where first_index = 4"
            + " ; 4",
        "delete from audit.batch where first_index = 4 ; 4",
        "delete from audit.batch where first_index = 9 ; 9",
      })
  void whatWasChangedOrTakenAwayIsGivenToNobody(String change, long index) {
    List<EntryPlace> places = new ArrayList<>();
    log.forEach(0, entry -> places.add(entry.place()));
    behindItsBack(change);

    List<Long> given = new ArrayList<>();
    assertDamaged(() -> log.entry(index), index);
    assertDamaged(() -> log.entriesAt(places), index);
    assertDamaged(() -> log.forEach(index, entry -> given.add(entry.index())), index);
    assertDamaged(() -> log.forEach(0, 10, entry -> given.add(entry.index())), index);
    assertThat(given).doesNotContain(index);
    assertThat(log.entry(index - 1)).isPresent();
    assertThat(log.entry(10)).isEmpty();
    assertThat(log.entriesAt(places.subList(0, 4))).hasSize(4);
  }

  private static void assertDamaged(ThrowingCallable reading, long index) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            LogDamaged.class, damaged -> assertThat(damaged.index()).isEqualTo(index))
        .hasMessageContaining("index " + index)
        .hasMessageContaining("audit verify");
  }

  @Test
  void aPlaceThatIsWrongIsNoDamageOfTheLog() {
    assertThatThrownBy(() -> log.entriesAt(List.of(new EntryPlace(4, 0, 3, 4))))
        .isInstanceOf(AuditException.class)
        .isNotInstanceOf(LogDamaged.class)
        .hasMessageContaining("not at its place");
  }

  @Test
  void anEntryChangedTogetherWithItsHashIsFoundByTheRoot() {
    behindItsBack(
        "update audit.batch set entries = '\\x000178', leaf_hashes ="
            + " sha256('\\x0078') where first_index = 4");
    assertThatThrownBy(log::recompute)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("is not the stored one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit.head set root = set_byte(root, 0, get_byte(root, 0) # 1)",
        "update audit.head set size = size + 1",
        "update audit.head set size = size - 1",
        "update audit.head set frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1)",
        "update audit.head set frontier = ''",
      })
  void aChangedHeadIsFoundAndNothingIsBuiltOnIt(String change) {
    log.close();
    behindItsBack(change);
    assertThatThrownBy(log::recompute).isInstanceOf(AuditException.class);
    assertThatThrownBy(
            () -> {
              try (AuditLog onIt =
                  AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK)) {
                onIt.append(leaf("more")).join();
              }
            })
        .isInstanceOfAny(AuditException.class, CompletionException.class)
        .hasMessageMatching("(?s).*(audit.head|the log ends|access log cannot be written).*");
    assertThat(Leaves.all(database.dataSource())).hasSize(10);
  }

  /** Head and frontier fit each other, but two entries stand beyond them. */
  @Test
  void aHeadTurnedBackIsFound() {
    database.jdbi().useHandle(handle -> handle.execute("create table was as table audit.head"));
    log.append(leaf("entry-10")).join();
    log.append(leaf("entry-11")).join();
    behindItsBack(
        "update audit.head set size = was.size, root = was.root, frontier = was.frontier from was");
    assertThatThrownBy(log::recompute)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("12")
        .hasMessageContaining("10");
  }
}

package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.LogDamaged;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches over a log that somebody changed in the database: they refuse and leave nothing out. */
class TamperedSearchTest {
  @TempDir Path temp;

  private SearchedLog filled() {
    SearchedLog log = new SearchedLog(temp.resolve("audit/index"));
    for (int i = 0; i < 3; i++) {
      log.append(SampleEntries.some(1, i));
    }
    return log;
  }

  private static void behindItsBack(SearchedLog log, String sql) {
    log.database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(sql);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aPageWithoutTheEntryThatIsGoneIsRefusedAndTheOthersAreShown(Order order) throws Exception {
    try (SearchedLog log = filled()) {
      behindItsBack(log, "delete from audit.batch where first_index = 1");
      assertRefused(log, order);
      assertThat(log.search().search(new Filter.Every(), Order.NEWEST_FIRST, OptionalLong.of(1), 9))
          .satisfies(page -> assertThat(page.entries()).hasSize(1));
    }
  }

  @Test
  void aChangedEntryIsNotShown() throws Exception {
    try (SearchedLog log = filled()) {
      behindItsBack(
          log, "update audit.batch set entries = set_byte(entries, 9, 65) where first_index = 1");
      assertRefused(log, Order.NEWEST_FIRST);
    }
  }

  private static void assertRefused(SearchedLog log, Order order) throws Exception {
    assertThatThrownBy(
            () -> log.search().search(new Filter.Every(), order, OptionalLong.empty(), 10))
        .isInstanceOf(LogDamaged.class)
        .hasMessageContaining("index 1");
    try (SearchVisit visit = SearchVisit.open(log.log, log.folder)) {
      assertThatThrownBy(() -> visit.search(new Filter.Every(), order, OptionalLong.empty(), 10))
          .isInstanceOf(LogDamaged.class);
    } catch (LogDamaged alreadyWhileReading) {
      assertThat(alreadyWhileReading.index()).isOne();
    }
  }

  @Test
  void entriesAreCountedByTheServiceAndByCommands() throws Exception {
    try (SearchedLog log = filled()) {
      assertThat(log.search().count(new Filter.Every())).isEqualTo(3);
      assertThat(log.search().count(new Filter.Has(Attribute.CALLER, "nobody"))).isZero();
      try (SearchVisit visit = SearchVisit.open(log.log, log.folder)) {
        assertThat(visit.count(new Filter.Every())).isEqualTo(3);
      }
    }
  }
}

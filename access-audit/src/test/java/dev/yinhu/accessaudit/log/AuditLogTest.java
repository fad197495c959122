package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
  private TestDatabase database;
  private AuditLog log;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void anEmptyLogHasTheEmptyRoot() {
    assertThat(log.head().size()).isZero();
    assertThat(log.head().root()).isEqualTo(CompactRange.empty().root());
    assertThat(log.recompute()).isEqualTo(log.head());
    assertThat(log.entry(0)).isEmpty();
  }

  @Test
  void aThousandAppendsOfSixtyFourThreadsGetConsecutiveIndexesInTheOrderOfEachThread() {
    try (Appenders appenders = Appenders.start(log, "t", 64)) {
      appenders.awaitMore(2_000);
      Map<Long, String> acknowledged = new TreeMap<>(appenders.stop());
      assertThat(appenders.refusedSoFar()).isZero();
      assertThat(acknowledged.keySet())
          .containsExactlyElementsOf(
              IntStream.range(0, acknowledged.size()).mapToObj(i -> (long) i).toList());
      List<String> all = Leaves.checkWhole(log, database.dataSource(), acknowledged);
      assertThat(all).hasSameSizeAs(acknowledged.values());
    }
  }

  @Test
  void anEntryCanBeReadWhenItsFutureCompletes() {
    for (int i = 0; i < 50; i++) {
      long index = log.append(leaf("entry " + i)).join();
      StoredEntry entry = log.entry(index).orElseThrow();
      assertThat(entry.json()).isEqualTo("entry " + i);
      assertThat(entry.index()).isEqualTo(i);
      assertThat(entry.committedAt()).isEqualTo(Leaves.CLOCK.instant());
      assertThat(log.head().size()).isEqualTo(i + 1);
    }
    assertThat(log.entry(50)).isEmpty();
    assertThat(log.entry(-1)).isEmpty();
    assertThat(log.entry(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void entriesOfOneBatchAreReadEachByItsIndex() {
    List<CompletableFuture<Long>> indexes =
        IntStream.range(0, 3_000).mapToObj(i -> log.append(leaf("entry " + i))).toList();
    assertThat(indexes.stream().map(CompletableFuture::join))
        .containsExactlyElementsOf(IntStream.range(0, 3_000).mapToObj(i -> (long) i).toList());
    for (int index : new int[] {0, 1, 777, 1_024, 1_025, 2_999}) {
      assertThat(log.entry(index).orElseThrow().json()).isEqualTo("entry " + index);
    }
  }

  @Test
  void largestAndEmptyLeavesComeBackAsTheyWere() {
    byte[] largest = leaf("x".repeat(EntryJson.MAX_BYTES));
    List<CompletableFuture<Long>> indexes = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      indexes.add(log.append(largest));
      indexes.add(log.append(new byte[0]));
    }
    indexes.forEach(CompletableFuture::join);
    assertThat(log.entry(298).orElseThrow().leaf()).isEqualTo(largest);
    assertThat(log.entry(299).orElseThrow().leaf()).isEmpty();
    assertThat(log.recompute().size()).isEqualTo(300);
    assertThatThrownBy(() -> log.append(new byte[EntryJson.MAX_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEntryTooLargeForOneLeafStandsInSeveral() {
    List<String> subjects = IntStream.range(0, 5_000).mapToObj("%022d"::formatted).toList();
    AuditEntry entry =
        new AuditEntry.Access(
            Leaves.CLOCK.instant(),
            "r-1",
            Operation.ENCRYPT,
            new CallerName("order-service"),
            Optional.empty(),
            Behalf.NOBODY,
            1,
            List.of(new AuditEntry.Item("shop.users.phone", "encrypted", "", 5_000, subjects)));
    long last = log.append(entry).join();
    assertThat(last).isEqualTo(1);
    assertThat(log.entry(0).orElseThrow().json()).contains("\"part\":1,\"parts\":2");
    assertThat(log.entry(1).orElseThrow().json()).contains("\"part\":2,\"parts\":2");
  }

  @Test
  void aLogOpenedAgainGrowsOn() {
    log.append(leaf("before")).join();
    log.close();
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
    assertThat(log.append(leaf("after")).join()).isEqualTo(1);
    assertThat(Leaves.checkWhole(log, database.dataSource(), Map.of()))
        .containsExactly("before", "after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit.batch set entries = entries",
        "update audit.batch set committed_at = now()",
        "delete from audit.batch",
        "truncate audit.batch",
        "delete from audit.head",
        "truncate audit.head",
        "insert into audit.head select false, size, root, frontier from audit.head",
      })
  void theDatabaseRefusesToChangeWhatWasWritten(String change) {
    log.append(leaf("entry")).join();
    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(change)))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(Leaves.checkWhole(log, database.dataSource(), Map.of(0L, "entry"))).hasSize(1);
  }

  @Test
  void moreThanMayWaitIsRefusedAtOnce() {
    AuditLogConfig narrow =
        new AuditLogConfig(
            5, AuditLogConfig.DEFAULT.giveUpAfter(), AuditLogConfig.DEFAULT.networkTimeout());
    try (AuditLog small = AuditLog.open(database.dataSource(), narrow, Leaves.CLOCK);
        HeadLock lock = HeadLock.take(database.dataSource())) {
      CompletableFuture<Long> inWork = small.append(leaf("in work"));
      Until.isTrue(() -> small.waiting() == 0);
      List<CompletableFuture<Long>> waiting =
          IntStream.range(0, 5).mapToObj(i -> small.append(leaf("waits " + i))).toList();
      CompletableFuture<Long> oneTooMany = small.append(leaf("one too many"));
      assertThat(oneTooMany.isDone()).isTrue();
      assertThat(oneTooMany.exceptionNow()).isInstanceOf(AuditUnavailable.class);
      assertThat(small.waiting()).isEqualTo(5);
      lock.release();
      assertThat(inWork.join()).isZero();
      assertThat(waiting.getLast().join()).isEqualTo(5);
    }
    assertThat(Leaves.checkWhole(log, database.dataSource(), Map.of())).hasSize(6);
  }
}

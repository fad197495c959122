package dev.yinhu.accessaudit.retention;

import static dev.yinhu.accessaudit.retention.PrunedLog.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pruning when nobody looks at the clock, is stopped, or has company. */
class UnattendedPruningTest {
  private final PrunedLog log = new PrunedLog();

  @AfterEach
  void close() {
    log.close();
  }

  /** One entry every sixth day, the last day not included. */
  private void quietDays(String from, String to) {
    for (LocalDate day = LocalDate.parse(from);
        day.isBefore(LocalDate.parse(to));
        day = day.plus(Period.ofDays(6))) {
      log.on(day.toString()).append(1, "order-service", 3);
    }
  }

  private void january() {
    log.on("2024-01-10").append(580, "order-service", 1).append(20, "support-desk", 2);
  }

  @Test
  void aLogThatGoesOnRegularlyIsPrunedSevenDaysAfterTheTerm() {
    january();
    quietDays("2024-01-16", "2024-07-18");
    assertThat(log.on("2024-07-17").pruneUnattended().goes()).isZero();
    PruningPlan done = log.on("2024-07-18").pruneUnattended();
    assertThat(done.boundary()).isEqualTo(512);
    assertThat(done.doubt().pauses()).isEmpty();
    assertThat(done.doubt().entries()).isZero();
    assertThat(log.recorded("audit-prune").getLast().details()).containsEntry("age-by", "log");
  }

  @Test
  void aClockThatIsSetForwardTakesNothingBeforeItsTime() {
    january();
    quietDays("2024-01-16", "2024-03-01");
    log.on("2025-03-01");
    assertNothingGoes();
    log.append(5, "order-service", 1);
    assertNothingGoes();
    quietDays("2025-03-02", "2025-04-01");
    assertNothingGoes();

    PruningPlan plan = log.pruning.plan(log.policy());
    assertThat(plan.doubt().pauses()).hasSize(1);
    assertThat(plan.doubt().entries()).isEqualTo(512);
    assertThat(log.prune(log.policy()).goes()).as("by hand").isEqualTo(512);
  }

  @Test
  void aLogWithAHoleIsNotPruned() {
    january();
    quietDays("2024-01-16", "2024-07-30");
    log.database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute("delete from audit.batch where first_index > 600 and first_index < 620");
        });
    log.on("2024-07-30");
    assertThatThrownBy(log::pruneUnattended)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("the log has a gap");
    assertThat(log.log.firstKept()).isZero();
  }

  private void assertNothingGoes() {
    PruningPlan done = log.pruneUnattended();
    assertThat(done.goes()).isZero();
    assertThat(done.doubt().entries()).isEqualTo(512);
    assertThat(log.pruning.doubt(log.policy())).isEqualTo(done.doubt());
    assertThat(log.log.firstKept()).isZero();
  }

  @Test
  void aLogThatPausedForThreeWeeksGoesOnBeingPrunedThreeWeeksLater() {
    january();
    quietDays("2024-01-16", "2024-03-01");
    quietDays("2024-03-20", "2024-08-20");
    PruningPlan early = log.on("2024-08-01").pruneUnattended();
    assertThat(early.goes()).isZero();
    assertThat(early.doubt().entries()).isEqualTo(512);
    assertThat(log.on("2024-08-19").pruneUnattended().boundary()).isEqualTo(512);
  }

  @Test
  void theSevenDaysThatAreWaitedAnywayAreNotTold() {
    january();
    quietDays("2024-01-16", "2024-06-01");
    quietDays("2024-06-20", "2024-07-18");
    PruningPlan early = log.on("2024-07-12").pruneUnattended();
    assertThat(early.goes()).isZero();
    assertThat(early.doubt().pauses()).hasSize(1);
    assertThat(early.doubt().entries()).isZero();
    PruningPlan later = log.on("2024-07-19").pruneUnattended();
    assertThat(later.goes()).isZero();
    assertThat(later.doubt().entries()).isEqualTo(512);
  }

  @Test
  void whatIsLeftIsToldAlsoWhileAHoldCannotBeRead() {
    january();
    quietDays("2024-01-16", "2024-03-01");
    log.on("2025-03-01");
    log.holds.add("caller:(", new Reason("claim of a user"), "dpo", Optional.empty());
    assertThat(log.pruning.doubt(log.policy()).entries()).isEqualTo(512);
    assertThatThrownBy(log::pruneUnattended).isInstanceOf(PruningRefused.class);
  }

  @Test
  void aPauseThatWasPassedStillDoesNotCountForWhatIsHeld() {
    january();
    quietDays("2024-01-16", "2024-03-01");
    log.on("2025-03-01").append(512, "order-service", 1);
    quietDays("2025-03-02", "2026-02-20");
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P2Y"));
    log.on("2026-02-19");
    assertThat(log.pruning.pruneUnattended(policy, log.journal(), () -> false).boundary())
        .isEqualTo(1024);
    assertThat(log.count("pause")).isEqualTo(1);
    assertThat(log.count("held")).isEqualTo(20);
    PruningPlan later = log.pruning.pruneUnattended(policy, log.journal(), () -> false);
    assertThat(later.doubt().pauses()).as("below the boundary").isEmpty();
    assertThat(later.released()).isZero();
    assertThat(log.prune(policy).released()).as("by the clock").isEqualTo(20);
  }

  @Test
  void aClockThatWasSetBackStopsItUntilSomebodyLooks() {
    log.on("2024-01-10").append(10, "order-service", 1);
    log.on("2023-11-10").append(10, "order-service", 1);
    january();
    quietDays("2024-01-16", "2024-07-30");
    log.on("2025-01-10");
    quietDays("2024-08-01", "2025-01-10");
    assertThatThrownBy(log::pruneUnattended)
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("set back by 61 days before the entry at index 10");
    assertThat(log.prune(log.policy()).boundary()).isEqualTo(512);
  }

  @Test
  void aSinkThatIsBehindIsWaitedFor() {
    january();
    log.database
        .jdbi()
        .useHandle(handle ->
            handle.execute("insert into audit.sink (name, next_index) values ('siem', 511)"));
    log.on("2024-08-01").append(1, "order-service", 1);
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("sink siem has come to index 511 only");
    log.database
        .jdbi()
        .useHandle(handle -> handle.execute("update audit.sink set next_index = 512"));
    assertThat(log.prune(log.policy()).boundary()).isEqualTo(512);
  }

  @Test
  void signalsThatAreBehindAreWaitedForAlsoWhenNobodyEvaluates() {
    january();
    log.signalsCameTo(0);
    log.on("2024-08-01").append(1, "order-service", 1);
    assertThatThrownBy(() -> log.prune(log.policy())).hasMessageContaining("signals has come to");
    log.signalsCameTo(600);
    log.database
        .jdbi()
        .useHandle(handle -> handle.execute("update audit.signal_state set snapshot_index = 511"));
    assertThatThrownBy(() -> log.prune(log.policy()))
        .as("a restart would read from there")
        .hasMessageContaining("index 511");
    log.signalsCameTo(512);
    assertThat(log.prune(log.policy()).boundary()).isEqualTo(512);
  }

  @Test
  void aWitnessThatHasNotSignedWhatIsPublishedIsNamed() {
    NoteSigner logs = signer(KeyType.ED25519, "log.example/shop", 1);
    NoteSigner signs = signer(KeyType.ED25519_COSIGNATURE, "signs.example", 2);
    NoteSigner lags = signer(KeyType.ED25519_COSIGNATURE, "lags.example", 3);
    TrustPolicy policy =
        TrustPolicy.parse(
            """
            log %s
            witness signs %s https://signs.example/
            witness lags %s https://lags.example/
            quorum none
            """
                .formatted(logs.key().text(), signs.key().text(), lags.key().text()));
    assertThat(LateWitnesses.of(policy, log.database.jdbi())).containsExactly("signs", "lags");
    String text = new Checkpoint("log.example/shop", log.log.head()).text();
    String note = logs.sign(text) + signs.line(text, 1_700_000_000);
    log.database
        .jdbi()
        .useHandle(
            handle -> handle.execute("insert into audit.checkpoint values (1, 0, ?, now())", note));
    assertThat(LateWitnesses.of(policy, log.database.jdbi())).containsExactly("lags");
  }

  private static NoteSigner signer(KeyType type, String name, int fill) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) fill);
    return new NoteSigner(type, name, seed);
  }

  @Test
  void stoppedAnywhereItLeavesALogThatTheNextOneGoesOnWith() {
    january();
    quietDays("2024-01-16", "2024-07-30");
    log.on("2024-07-30");
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P3Y"));
    int stops = 0;
    for (boolean done = false; !done; stops++) {
      AtomicInteger asked = new AtomicInteger();
      int most = stops;
      try {
        log.pruning.pruneUnattended(policy, log.journal(), () -> asked.getAndIncrement() >= most);
        done = true;
      } catch (PruningStopped e) {
        assertThat(log.log.recompute()).isEqualTo(log.log.head());
      }
    }
    assertThat(stops).as("places where it was stopped").isGreaterThan(3);
    assertThat(log.log.firstKept()).isEqualTo(512);
    AuditEntry.Admin last = log.recorded("audit-prune").getLast();
    assertThat(last.phase()).isEqualTo(AuditEntry.Phase.DONE);
    assertThat(last.details()).containsEntry("below", "512").containsKey("intent");
    assertThat(log.count("pruning_done")).isOne();
  }

  @Test
  void entriesAreAppendedAndReadWhileTheLogIsPruned() throws Exception {
    january();
    quietDays("2024-01-16", "2024-07-30");
    log.on("2024-07-30");
    long before = log.log.head().size();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger appended = new AtomicInteger();
    AtomicInteger steps = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> appending =
          threads.submit(() -> {
            while (!stop.get()) {
              log.append(1, "order-service", 1);
              appended.incrementAndGet();
            }
          });
      try {
        PruningPlan done =
            log.pruning.pruneUnattended(
                log.policy(), log.journal(), () -> !goesOn(appended, steps));
        assertThat(done.boundary()).isEqualTo(512);
      } finally {
        stop.set(true);
      }
      appending.get();
    }
    assertThat(steps).as("between its steps").hasValueGreaterThan(3);
    assertThat(log.log.head().size()).isEqualTo(before + appended.get() + 2);
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
    List<Long> readable = new ArrayList<>();
    log.log.forEach(0, (StoredEntry entry) -> readable.add(entry.index()));
    assertThat(readable).hasSize((int) log.log.head().size() - 512).startsWith(512L);
  }

  /** Waits, in the midst of the pruning, until something more was appended and can be read. */
  private boolean goesOn(AtomicInteger appended, AtomicInteger steps) {
    int sofar = appended.get();
    Until.isTrue(() -> appended.get() > sofar);
    assertThat(log.log.entry(log.log.head().size() - 1)).isPresent();
    steps.incrementAndGet();
    return true;
  }
}

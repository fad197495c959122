package dev.yinhu.breachresponse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process is killed in the middle of an act; others log what became of it. */
class KilledActTest {
  private static final IncidentId LEAK = new IncidentId(7, false);
  private static final Duration NONE = Duration.ZERO;

  @TempDir Path directory;
  private TestDatabase database;
  private AuditLog log;
  private Acts acts;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit", "breach");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC());
    acts = new Acts(database.jdbi(), log, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  private Process stoodStill(String where) throws Exception {
    Process process = ActProcess.start(database.connectionInfo(), directory, where);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.equals(ActProcess.HERE)) {
      line = out.readLine();
    }
    assertThat(line).isEqualTo(ActProcess.HERE);
    return process;
  }

  private List<AuditEntry.Admin> logged() {
    List<AuditEntry.Admin> found = new ArrayList<>();
    log.forEach(0, entry -> found.add((AuditEntry.Admin) EntryReader.read(entry.leaf())));
    return found;
  }

  @ParameterizedTest
  @CsvSource({"before-commit, FAILED, 0", "after-commit, DONE, 1"})
  @Timeout(120)
  void whatBecameOfItIsLoggedOnceHoweverManyNodesLook(String where, Phase outcome, int lines)
      throws Exception {
    Process node = stoodStill(where);
    assertThat(logged()).extracting(AuditEntry.Admin::phase).containsExactly(Phase.INTENT);
    assertThat(acts.recover()).as("it may still live").isZero();
    node.destroyForcibly().waitFor();

    int recovered = 0;
    while (recovered == 0) {
      recovered = together(() -> acts.recover(NONE));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    assertThat(recovered).isEqualTo(1);
    assertThat(together(() -> acts.recover(NONE))).isZero();
    assertThat(logged()).extracting(AuditEntry.Admin::phase).containsExactly(Phase.INTENT, outcome);
    assertThat(logged().getLast())
        .satisfies(entry -> {
          assertThat(entry.actor()).isEqualTo("dpo");
          assertThat(entry.requestId()).isEqualTo("request-7");
          assertThat(entry.action()).isEqualTo(where);
          assertThat(entry.details())
              .containsEntry("incident", "INC-000007")
              .containsEntry("recovered", "true")
              .containsEntry("act", logged().getFirst().details().get("act"));
        });
    assertThat(acts.timeline(LEAK)).hasSize(lines);
  }

  /** The same on four threads; how much all of them did. */
  private static int together(Callable<Integer> work) throws Exception {
    int sum = 0;
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(nodes.submit(work));
      }
      for (Future<Integer> each : all) {
        sum += each.get();
      }
    }
    return sum;
  }

  private static int elsewhere(Callable<Integer> work) {
    try {
      return together(work);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nobodyGivesUpAnActWhoseChangeIsBeingMade() {
    int made =
        acts.perform(
            new Acts.Act(LEAK, "slow", Map.of()),
            new Order("dpo", "r"),
            (_, _) -> elsewhere(() -> acts.recover(NONE)));

    assertThat(made).isZero();
    assertThat(logged())
        .extracting(AuditEntry.Admin::phase)
        .containsExactly(Phase.INTENT, Phase.DONE);
    assertThat(acts.recover(NONE)).isZero();
  }
}

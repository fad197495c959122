package dev.yinhu.breachresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  private static final IncidentId DRILL = new IncidentId(7, true);
  private static final Order DPO = new Order("dpo", "request-1");

  private TestDatabase database;
  private AuditLog log;
  private Acts acts;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit", "breach");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> NOW);
    acts = new Acts(database.jdbi(), log, () -> NOW);
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void anActStandsInTheLogBeforeAndAfterAndInTheTimelineOnce() {
    String made = acts.perform(act("incident-note"), DPO, (_, now) -> "made at " + now);

    assertThat(made).isEqualTo("made at " + NOW);
    assertThat(acts.timeline(DRILL))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.act()).isEqualTo("incident-note");
          assertThat(line.details()).containsExactly(Map.entry("count", "3"));
        });
    assertThat(logged())
        .extracting(AuditEntry.Admin::phase)
        .containsExactly(AuditEntry.Phase.INTENT, AuditEntry.Phase.DONE);
    assertThat(logged())
        .allSatisfy(entry ->
            assertThat(entry.details())
                .containsEntry("incident", "DRILL-000007")
                .containsEntry("drill", "true"));
  }

  @Test
  void anActThatFailsChangesNothingAndTheLogSaysSo() {
    assertThatThrownBy(() ->
            acts.perform(
                act("incident-contain"),
                DPO,
                (handle, _) -> {
                  handle.execute("create table breach.half_way (a integer)");
                  throw new ActRefused("tasks-open", "two tasks are open; finish them first");
                }))
        .isInstanceOf(ActRefused.class);

    assertThat(acts.timeline(DRILL)).isEmpty();
    assertThat(isThere("breach.half_way")).isFalse();
    assertThat(logged())
        .extracting(AuditEntry.Admin::phase)
        .containsExactly(AuditEntry.Phase.INTENT, AuditEntry.Phase.FAILED);
  }

  @Test
  void namesOfIncidentsAreReadAsTheyAreWritten() {
    assertThat(IncidentId.parse("DRILL-000007")).isEqualTo(DRILL);
    assertThat(IncidentId.parse("INC-12345678")).isEqualTo(new IncidentId(12_345_678, false));
    assertThatThrownBy(() -> IncidentId.parse("INC-000000"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IncidentId.parse("INC-7"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean isThere(String table) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select to_regclass(:table) is not null")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one());
  }

  private static Acts.Act act(String code) {
    return new Acts.Act(DRILL, code, Map.of("count", "3"));
  }

  private List<AuditEntry.Admin> logged() {
    List<AuditEntry.Admin> found = new ArrayList<>();
    log.forEach(0, entry -> found.add((AuditEntry.Admin) EntryReader.read(entry.leaf())));
    return found;
  }
}

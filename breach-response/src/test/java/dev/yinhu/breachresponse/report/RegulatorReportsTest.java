package dev.yinhu.breachresponse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate.Missing;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.CacLevel;
import dev.yinhu.breachresponse.jurisdiction.Circumstance;
import dev.yinhu.breachresponse.jurisdiction.ClockReading.State;
import dev.yinhu.breachresponse.jurisdiction.ClockStarts;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Facts;
import dev.yinhu.breachresponse.jurisdiction.Jurisdictions;
import dev.yinhu.breachresponse.jurisdiction.Ruling;
import dev.yinhu.breachresponse.jurisdiction.Stage;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegulatorReportsTest {
  private static final Instant AWARE = Instant.parse("2026-03-01T02:00:00Z");
  private static final IncidentId INCIDENT = new IncidentId(42, false);
  private static final Order DPO = new Order("dpo", "request-1");
  private static final DutyName PROVINCIAL = DutyName.parse("CN-CAC/provincial");
  private static final Reason WHY = new Reason("the gateway was down");

  private final AtomicReference<Instant> now = new AtomicReference<>(AWARE);
  private final AtomicReference<ClockStarts.Start> start =
      new AtomicReference<>(new ClockStarts.Start(AWARE, Optional.empty()));

  private TestDatabase database;
  private AuditLog log;
  private Duties duties;
  private RegulatorReports reports;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit", "breach");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, now::get);
    Acts acts = new Acts(database.jdbi(), log, now::get);
    duties =
        new Duties(
            database.jdbi(),
            acts,
            Jurisdictions.shipped(),
            _ -> start.get(),
            now::get,
            ZoneId.of("Asia/Shanghai"));
    reports =
        new RegulatorReports(
            database.jdbi(),
            acts,
            duties,
            Forms.shipped(),
            () -> new Letterhead("示例商城有限公司", "400-000-0000"),
            now::get);
    Facts facts =
        new Facts(1_000_000, 0, 0, 0, CacLevel.LARGER, Set.of(Circumstance.PERSONAL_INFORMATION));
    duties.assess(INCIDENT, facts, DPO);
    duties
        .laws()
        .inForce(facts)
        .forEach(duty -> duties.decide(INCIDENT, duty.name(), new Ruling.Tell(WHY), DPO));
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void aFirstReportIsFiledWithWhatIsKnownAndTheRestExplicitlyUnknown() {
    Map<String, Answer> answers = answers(ReportKind.FIRST);
    answers.remove("impact");
    reports.draft(INCIDENT, PROVINCIAL, ReportKind.FIRST, answers, DPO);
    assertThatThrownBy(() -> file(Optional.empty()))
        .hasMessageContaining("say why they are unknown: impact");

    answers.put("impact", new Answer.Unknown(new Reason("logs are still read")));
    reports.draft(INCIDENT, PROVINCIAL, ReportKind.FIRST, answers, DPO);
    pass(Duration.ofHours(4));
    ReportVersion filed = file(Optional.empty());

    assertThat(filed.content().complete()).isFalse();
    assertThat(filed.content().filing().orElseThrow())
        .isEqualTo(
            new ReportContent.Filing(
                now.get(), Optional.of(AWARE.plus(Duration.ofHours(4))), Optional.empty()));
    assertThat(reports.versions(INCIDENT)).singleElement().isEqualTo(filed);
    assertThat(state(Stage.FIRST)).isEqualTo(State.DONE);
    assertThat(logged("report-file"))
        .hasSize(2)
        .allSatisfy(entry ->
            assertThat(entry.details())
                .containsEntry("sha256", filed.filed().orElseThrow().sha256()));
  }

  @Test
  void aLateReportDemandsAReasonThatStandsInIt() {
    draft(ReportKind.FIRST);
    pass(Duration.ofHours(4).plusMillis(1));
    refused("late-reason-missing", () -> file(Optional.empty()));

    ReportVersion filed = file(Optional.of(WHY));

    assertThat(filed.json()).contains("\"late_reason\":\"the gateway was down\"");
    assertThat(state(Stage.FIRST)).isEqualTo(State.DONE_LATE);
  }

  @Test
  void aFiledVersionChangesInNoWay() {
    draft(ReportKind.FIRST);
    file(Optional.empty());

    for (String change :
        List.of(
            "update breach.report_version set content = '{}'",
            "update breach.report_version set filed_at = null, filed_by = null, sha256 = null",
            "delete from breach.report_version")) {
      assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(change)))
          .isInstanceOf(UnableToExecuteStatementException.class)
          .hasMessageContaining("a filed report does not change");
    }
    ReportVersion kept = reports.version(INCIDENT, PROVINCIAL, 1);
    assertThat(kept.filed().orElseThrow().sha256()).isEqualTo(Filing.sha256(kept.json()));
  }

  @Test
  void versionsFollowEachOtherWithTheirDifferencesAndTheHashOfTheOneBefore() {
    draft(ReportKind.FIRST);
    ReportVersion first = file(Optional.empty());
    refused("report-order", () -> draft(ReportKind.FIRST));
    Map<String, Answer> answers = answers(ReportKind.FIRST);
    answers.put("persons", new Answer.Known("2000000"));
    answers.put("cause", new Answer.Known("合作方密钥泄露"));
    answers.remove("measures");
    reports.draft(INCIDENT, PROVINCIAL, ReportKind.FOLLOW_UP, answers, DPO);
    answers.put("measures", new Answer.Unknown(WHY));
    reports.draft(INCIDENT, PROVINCIAL, ReportKind.FOLLOW_UP, answers, DPO);

    ReportVersion second = file(Optional.empty());

    assertThat(second.content().version()).isEqualTo(2);
    assertThat(second.content().previous()).contains(first.filed().orElseThrow().sha256());
    assertThat(reports.changes(INCIDENT, PROVINCIAL, 1, 2))
        .extracting(FieldChange::key, change -> change.before().isPresent())
        .containsExactly(tuple("persons", true), tuple("measures", true), tuple("cause", false));
  }

  @Test
  void anIncidentIsNotifiedAfterItsFirstReportsAndClosedAfterItsFinalOnes() {
    assertThat(missing(IncidentState.NOTIFIED)).containsExactly("report-missing", "report-missing");
    DutyName authority = DutyName.parse("CN-PIPL/authority");
    for (DutyName duty : List.of(PROVINCIAL, authority)) {
      reports.draft(INCIDENT, duty, ReportKind.FIRST, unknown(duty, ReportKind.FIRST), DPO);
      reports.file(INCIDENT, duty, Optional.empty(), DPO);
    }
    assertThat(missing(IncidentState.NOTIFIED)).isEmpty();
    assertThat(missing(IncidentState.CLOSED))
        .containsExactly("final-report-missing", "final-report-missing");

    draft(ReportKind.FINAL);
    refused("handling-not-ended", () -> file(Optional.empty()));
    start.set(new ClockStarts.Start(AWARE, Optional.of(AWARE)));
    pass(Duration.ofDays(30).plusMillis(1));
    assertThat(state(Stage.FINAL)).isEqualTo(State.OVERDUE);
    refused("late-reason-missing", () -> file(Optional.empty()));
    file(Optional.of(WHY));
    reports.draft(INCIDENT, authority, ReportKind.FINAL, unknown(authority, ReportKind.FINAL), DPO);
    reports.file(INCIDENT, authority, Optional.empty(), DPO);

    assertThat(missing(IncidentState.CLOSED)).isEmpty();
    start.set(new ClockStarts.Start(AWARE, Optional.of(now.get().plusSeconds(1))));
    assertThat(missing(IncidentState.CLOSED))
        .as("handled again after it was opened again")
        .containsExactly("final-report-missing", "final-report-missing");
  }

  @Test
  void aWithdrawnReportCountsNoMoreAndBeginsAnew() {
    draft(ReportKind.FIRST);
    refused("report-order", () -> reports.draftWithdrawal(INCIDENT, PROVINCIAL, WHY, DPO));
    file(Optional.empty());
    reports.draftWithdrawal(INCIDENT, PROVINCIAL, WHY, DPO);
    ReportVersion withdrawn = file(Optional.empty());

    assertThat(withdrawn.content().withdrawal()).contains(WHY.text());
    assertThat(state(Stage.FIRST)).isEqualTo(State.RUNNING);
    assertThat(missing(IncidentState.NOTIFIED)).contains("report-missing");
    refused("report-order", () -> draft(ReportKind.FOLLOW_UP));
    draft(ReportKind.FIRST);
    assertThat(file(Optional.empty()).content().version()).isEqualTo(3);
  }

  @Test
  void aReceiptIsEnteredOnceForAFiledVersion() {
    draft(ReportKind.FIRST);
    refused("report-missing", () -> reports.receipt(INCIDENT, PROVINCIAL, 1, "A-1", DPO));
    file(Optional.empty());
    refused("receipt-invalid", () -> reports.receipt(INCIDENT, PROVINCIAL, 1, "a@b", DPO));

    reports.receipt(INCIDENT, PROVINCIAL, 1, "网信〔2026〕12 号", DPO);

    assertThat(reports.version(INCIDENT, PROVINCIAL, 1).receipt().orElseThrow().number())
        .isEqualTo("网信〔2026〕12 号");
    refused("receipt-there", () -> reports.receipt(INCIDENT, PROVINCIAL, 1, "A-2", DPO));
  }

  @Test
  void nothingPersonalAndNothingThatTheFormDoesNotAskIsTaken() {
    Map<String, Answer> phone = Map.of("impact", new Answer.Known("call 138 0013 8000"));
    Map<String, Answer> strange = Map.of("name-of-person", new Answer.Known("x"));

    assertThatThrownBy(() -> reports.draft(INCIDENT, PROVINCIAL, ReportKind.FIRST, phone, DPO))
        .isInstanceOf(ActRefused.class)
        .hasMessageContaining("impact")
        .hasMessageNotContaining("138");
    refused(
        "field-unknown", () -> reports.draft(INCIDENT, PROVINCIAL, ReportKind.FIRST, strange, DPO));
    refused("draft-missing", () -> file(Optional.empty()));
    refused("duty-of-notices", () -> reports.form(DutyName.parse("CN-PIPL/individuals")));
    assertThat(new Answer.Known("secret").toString()).doesNotContain("secret");
  }

  @Test
  void withoutADecisionToTellNothingIsFiled() {
    duties.withdraw(INCIDENT, PROVINCIAL, WHY, DPO);
    draft(ReportKind.FIRST);

    refused("decision-missing", () -> file(Optional.empty()));
  }

  @Test
  void ofManyWhoFileTheSameDraftAtOnceOneDoes() throws InterruptedException {
    draft(ReportKind.FIRST);
    Queue<String> outcomes = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  file(Optional.empty());
                  outcomes.add("filed");
                } catch (ActRefused e) {
                  outcomes.add(e.code());
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(outcomes).hasSize(6).containsOnlyOnce("filed");
    assertThat(outcomes).isSubsetOf("filed", "changed-meanwhile", "draft-missing");
    assertThat(reports.versions(INCIDENT)).hasSize(1);
  }

  private void draft(ReportKind kind) {
    reports.draft(INCIDENT, PROVINCIAL, kind, answers(kind), DPO);
  }

  private ReportVersion file(Optional<Reason> late) {
    return reports.file(INCIDENT, PROVINCIAL, late, DPO);
  }

  private Map<String, Answer> answers(ReportKind kind) {
    Map<String, Answer> answers = unknown(PROVINCIAL, kind);
    answers.put("unit", new Answer.Known("订单系统"));
    answers.put("occurred", new Answer.Known("2026-02-28T18:00:00Z"));
    answers.put("level", new Answer.Known("larger"));
    answers.put("type", new Answer.Known("attack,data"));
    answers.put("persons", new Answer.Known("1000000"));
    answers.put("measures", new Answer.Known("已停用合作方密钥\n已冻结调用方"));
    return answers;
  }

  private Map<String, Answer> unknown(DutyName duty, ReportKind kind) {
    Map<String, Answer> answers = new HashMap<>();
    for (String key : reports.form(duty).missing(kind, Map.of())) {
      answers.put(key, new Answer.Unknown(new Reason("not known yet")));
    }
    return answers;
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private State state(Stage stage) {
    return duties.clocks(INCIDENT).stream()
        .filter(each -> each.clock().duty().equals(PROVINCIAL) && each.clock().stage() == stage)
        .findFirst()
        .orElseThrow()
        .state();
  }

  private List<String> missing(IncidentState next) {
    return duties.missing(INCIDENT, next).stream().map(Missing::code).toList();
  }

  private List<AuditEntry.Admin> logged(String act) {
    List<AuditEntry.Admin> found = new ArrayList<>();
    log.forEach(
        0,
        entry -> {
          if (EntryReader.read(entry.leaf()) instanceof AuditEntry.Admin admin
              && admin.action().equals(act)) {
            found.add(admin);
          }
        });
    return found;
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}

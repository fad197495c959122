package dev.yinhu.breachresponse.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate.Missing;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.ClockReading.State;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DutiesTest {
  private static final Instant AWARE = Instant.parse("2026-03-01T02:00:00Z");
  private static final IncidentId INCIDENT = new IncidentId(42, false);
  private static final Order DPO = new Order("dpo", "request-1");
  private static final Order COUNSEL = new Order("counsel", "request-2");
  private static final DutyName AUTHORITY = DutyName.parse("CN-PIPL/authority");
  private static final DutyName INDIVIDUALS = DutyName.parse("CN-PIPL/individuals");
  private static final DutyName PROVINCIAL = DutyName.parse("CN-CAC/provincial");
  private static final Reason WHY = new Reason("密钥安全，数据不可读");
  private static final Ruling TELL = new Ruling.Tell(new Reason("the law says so"));
  private static final Ruling SPARED = new Ruling.DoNotTell("harm-avoided", WHY, "evidence-7");

  private final AtomicReference<Instant> now = new AtomicReference<>(AWARE);
  private final AtomicReference<ClockStarts.Start> start =
      new AtomicReference<>(new ClockStarts.Start(AWARE, Optional.empty()));

  private TestDatabase database;
  private AuditLog log;
  private Duties duties;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit", "breach");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, now::get);
    duties =
        new Duties(
            database.jdbi(),
            new Acts(database.jdbi(), log, now::get),
            Jurisdictions.shipped(),
            _ -> start.get(),
            now::get,
            ZoneId.of("Asia/Shanghai"));
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void aThresholdThatIsCrossedLaterMakesAClockThatRanSinceAwareness() {
    duties.assess(INCIDENT, persons(999_999), DPO);
    pass(Duration.ofHours(3));
    duties.assess(INCIDENT, persons(1_000_000), DPO);

    ClockReading cac = clock(PROVINCIAL);

    assertThat(cac.state()).isEqualTo(State.RUNNING);
    assertThat(cac.elapsed()).isEqualTo(Duration.ofHours(3));
    assertThat(cac.clock().due()).isEqualTo(AWARE.plus(Duration.ofHours(4)));
    assertThat(duties.assessments(INCIDENT))
        .extracting(each -> each.facts().persons())
        .containsExactly(999_999L, 1_000_000L);
    pass(Duration.ofHours(1).plusMillis(1));
    assertThat(clock(PROVINCIAL).state()).isEqualTo(State.OVERDUE);
  }

  @Test
  void correctingAwarenessToALaterTimeWinsNoTime() {
    duties.assess(INCIDENT, persons(1), DPO);
    start.set(new ClockStarts.Start(AWARE.plus(Duration.ofDays(1)), Optional.empty()));
    duties.assess(INCIDENT, persons(2), DPO);
    assertThat(clock(AUTHORITY).clock().start()).isEqualTo(AWARE);

    start.set(new ClockStarts.Start(AWARE.minusSeconds(60), Optional.empty()));
    assertThat(clock(AUTHORITY).clock().start()).isEqualTo(AWARE.minusSeconds(60));
    duties.assess(INCIDENT, persons(2), DPO);
    assertThat(clock(AUTHORITY).clock().start()).isEqualTo(AWARE.minusSeconds(60));
  }

  @Test
  void tellingNobodyNeedsAKnownGroundAndAnotherPersonAndSparesTheRegulatorNothing() {
    duties.assess(INCIDENT, persons(10), DPO);
    refused("duty-not-waivable", () -> duties.decide(INCIDENT, AUTHORITY, SPARED, DPO));
    refused(
        "ground-unknown",
        () ->
            duties.decide(
                INCIDENT, INDIVIDUALS, new Ruling.DoNotTell("costly", WHY, "evidence-7"), DPO));
    assertThatThrownBy(() -> new Ruling.DoNotTell("harm-avoided", WHY, ""))
        .isInstanceOf(IllegalArgumentException.class);

    long decision = duties.decide(INCIDENT, INDIVIDUALS, SPARED, DPO);
    assertThat(clock(INDIVIDUALS).state()).isEqualTo(State.RUNNING);
    assertThat(codes(IncidentState.ASSESSED))
        .containsExactly("decision-missing", "approval-missing");
    refused("approval-by-same-person", () -> duties.approve(INCIDENT, decision, DPO));

    duties.approve(INCIDENT, decision, COUNSEL);

    assertThat(clock(INDIVIDUALS).state()).isEqualTo(State.WAIVED);
    assertThat(clock(AUTHORITY).state()).isEqualTo(State.RUNNING);
    assertThat(codes(IncidentState.ASSESSED)).containsExactly("decision-missing");
    refused("approval-not-needed", () -> duties.approve(INCIDENT, decision, COUNSEL));
    refused("decision-unknown", () -> duties.approve(new IncidentId(43, false), decision, COUNSEL));
  }

  @Test
  void changedAndWithdrawnDecisionsKeepTheirHistoryAndTheClockHasRunOn() {
    duties.assess(INCIDENT, persons(10), DPO);
    long first = duties.decide(INCIDENT, INDIVIDUALS, SPARED, DPO);
    duties.approve(INCIDENT, first, COUNSEL);
    pass(Duration.ofHours(80));

    duties.withdraw(INCIDENT, INDIVIDUALS, new Reason("the key was not safe"), DPO);
    assertThat(clock(INDIVIDUALS).state()).isEqualTo(State.OVERDUE);
    refused("decision-missing", () -> duties.withdraw(INCIDENT, INDIVIDUALS, WHY, DPO));
    long unapproved = duties.decide(INCIDENT, INDIVIDUALS, SPARED, DPO);
    duties.decide(INCIDENT, INDIVIDUALS, TELL, DPO);

    refused("decision-superseded", () -> duties.approve(INCIDENT, unapproved, COUNSEL));
    assertThat(duties.decisions(INCIDENT))
        .extracting(Decision::choice)
        .containsExactly(Choice.DO_NOT_TELL, Choice.WITHDRAWN, Choice.DO_NOT_TELL, Choice.TELL);
    assertThat(duties.decisions(INCIDENT).getFirst().approval().orElseThrow().by())
        .isEqualTo("counsel");
  }

  @Test
  void whatIsDoneLateDemandsAReason() {
    duties.assess(INCIDENT, persons(10), DPO);
    refused("decision-missing", () -> duties.told(INCIDENT, INDIVIDUALS, Optional.empty(), DPO));
    duties.decide(INCIDENT, INDIVIDUALS, TELL, DPO);
    refused("duty-of-reports", () -> duties.told(INCIDENT, AUTHORITY, Optional.empty(), DPO));
    pass(Duration.ofDays(3).plusMillis(1));
    refused("late-reason-missing", () -> duties.told(INCIDENT, INDIVIDUALS, Optional.empty(), DPO));

    duties.told(INCIDENT, INDIVIDUALS, Optional.of(new Reason("gateway was down")), DPO);

    ClockReading read = clock(INDIVIDUALS);
    assertThat(read.state()).isEqualTo(State.DONE_LATE);
    assertThat(read.done().orElseThrow().lateReason()).contains("gateway was down");
  }

  @Test
  void inTheLastMomentItIsInTimeAndKeepsNoReason() {
    duties.assess(INCIDENT, persons(10), DPO);
    duties.decide(INCIDENT, INDIVIDUALS, TELL, DPO);
    pass(Duration.ofDays(3));

    duties.told(INCIDENT, INDIVIDUALS, Optional.of(WHY), DPO);

    assertThat(clock(INDIVIDUALS).state()).isEqualTo(State.DONE);
  }

  @Test
  void noStateFromAssessedOnIsReachedWithoutAssessmentAndDecisions() {
    assertThat(codes(IncidentState.CONTAINED)).isEmpty();
    assertThat(codes(IncidentState.ASSESSED)).containsExactly("assessment-missing");
    duties.assess(INCIDENT, persons(10), DPO);
    assertThat(codes(IncidentState.ASSESSED))
        .containsExactly("decision-missing", "decision-missing");
    duties.decide(INCIDENT, AUTHORITY, TELL, DPO);
    duties.decide(INCIDENT, INDIVIDUALS, TELL, DPO);
    assertThat(codes(IncidentState.ASSESSED)).isEmpty();
    assertThat(codes(IncidentState.NOTIFIED)).containsExactly("report-missing");

    duties.assess(INCIDENT, persons(1_000_000), DPO);

    assertThat(codes(IncidentState.NOTIFIED)).containsExactly("decision-missing", "report-missing");
    refused(
        "duty-not-in-force",
        () -> duties.decide(INCIDENT, DutyName.parse("EU-GDPR/authority"), TELL, DPO));
  }

  private static Facts persons(long persons) {
    return new Facts(persons, 0, 0, 0, CacLevel.GENERAL, Set.of(Circumstance.PERSONAL_INFORMATION));
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private List<String> codes(IncidentState next) {
    return duties.missing(INCIDENT, next).stream().map(Missing::code).toList();
  }

  private ClockReading clock(DutyName duty) {
    return duties.clocks(INCIDENT).stream()
        .filter(each -> each.clock().duty().equals(duty))
        .findFirst()
        .orElseThrow();
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}

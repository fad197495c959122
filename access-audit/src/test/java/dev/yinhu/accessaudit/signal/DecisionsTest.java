package dev.yinhu.accessaudit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.SignalBook.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people decide about warnings and rules, to the edge of every time. */
class DecisionsTest {
  private static final Reason WHY = new Reason("known and looked into");
  private static final Instant NIGHT = Traffic.at(0, 2, 0);
  private final Traffic traffic = Traffic.planted();
  private LogRoom room;

  @BeforeEach
  void open() {
    room = new LogRoom();
    room.now = NIGHT;
  }

  @AfterEach
  void close() {
    room.close();
  }

  private AuditEntry canary(Instant time) {
    Item item = new Item("shop.users.phone", "masked", "canary", 1, List.of(Traffic.ref(1)));
    return traffic.look("agent-01", time, item);
  }

  /** One entry that is enough for a finding of the rule off-hours. */
  private AuditEntry night(String actor, Instant time) {
    Item item = new Item("shop.users.phone", "masked", "", 3, List.of(Traffic.ref(1)));
    return traffic.look(actor, time, item);
  }

  private SignalWarning only() {
    assertThat(room.warnings()).hasSize(1);
    return room.warnings().getFirst();
  }

  @Test
  void oneWarningTakesUpAllFindingsOfItsRuleAndKey() {
    room.write(IntStream.range(0, 150).mapToObj(i -> canary(NIGHT.plusSeconds(i))).toList());
    room.evaluate();
    List<SignalWarning> canaries =
        room.warnings().stream().filter(w -> w.rule() == SignalRule.CANARY_READ).toList();
    assertThat(canaries).hasSize(1);
    SignalWarning warning = canaries.getFirst();
    assertThat(warning.findings()).isEqualTo(150);
    assertThat(warning.evidence())
        .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
    assertThat(warning.firstSeen()).isEqualTo(NIGHT);
    assertThat(warning.lastSeen()).isEqualTo(NIGHT.plusSeconds(149));
    assertThat(warning.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(warning.state()).isEqualTo(WarningState.OPEN);
    assertThat(room.opened.stream().filter(w -> w.rule() == SignalRule.CANARY_READ)).hasSize(1);
  }

  @Test
  void aSnoozedWarningOpensWithTheFirstFindingAtItsEndAndNotBefore() {
    room.write(night("agent-01", NIGHT));
    room.evaluate();
    Instant until = NIGHT.plusSeconds(3_600);
    assertThat(room.book().snooze(only().id(), until, "dpo", WHY))
        .isInstanceOf(Outcome.Changed.class);
    room.write(night("agent-01", until.minusNanos(1_000)));
    room.evaluate();
    assertThat(only().state()).isEqualTo(WarningState.SNOOZED);
    assertThat(only().findings()).isEqualTo(2);
    assertThat(only().settled().orElseThrow().by()).isEqualTo("dpo");
    assertThat(room.opened).hasSize(1);
    room.write(night("agent-01", until));
    room.evaluate();
    assertThat(only().state()).isEqualTo(WarningState.OPEN);
    assertThat(only().findings()).isEqualTo(3);
    assertThat(only().settled()).isEmpty();
    assertThat(room.opened).hasSize(2);
  }

  @Test
  void aSnoozedWarningIsOpenAgainWhenItsTimeIsOverAlsoWithoutAFinding() {
    room.write(night("agent-01", NIGHT));
    room.evaluate();
    Instant until = NIGHT.plusSeconds(3_600);
    room.book().snooze(only().id(), until, "dpo", WHY);
    room.now = until.minusMillis(1);
    assertThat(room.in(WarningState.SNOOZED)).hasSize(1);
    assertThat(room.in(WarningState.OPEN)).isEmpty();
    assertThat(room.book().status().open()).isEmpty();
    room.now = until;
    assertThat(room.in(WarningState.SNOOZED)).isEmpty();
    assertThat(room.in(WarningState.OPEN)).hasSize(1);
    assertThat(room.book().status().open()).containsEntry(SignalRule.OFF_HOURS, 1L);
    assertThat(only().state()).isEqualTo(WarningState.OPEN);
  }

  @Test
  void aSnoozeEndsInTheFutureAndWithinNinetyDays() {
    room.write(night("agent-01", NIGHT));
    room.evaluate();
    String id = only().id();
    for (Instant bad : List.of(NIGHT, NIGHT.plus(Duration.ofDays(90)).plusSeconds(1))) {
      assertThatThrownBy(() -> room.book().snooze(id, bad, "dpo", WHY))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(room.book().snooze(id, NIGHT.plus(Duration.ofDays(90)), "dpo", WHY))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(room.book().snooze("w0-00000000", NIGHT.plusSeconds(1), "dpo", WHY))
        .isEqualTo(new Outcome.Unknown());
  }

  @Test
  void afterAWarningWasClosedTheNextFindingOpensAnother() {
    room.write(night("agent-01", NIGHT));
    room.evaluate();
    String first = only().id();
    assertThat(room.book().close(first, "dpo", WHY)).isInstanceOf(Outcome.Changed.class);
    assertThat(room.book().close(first, "dpo", WHY))
        .isEqualTo(new Outcome.NotNow(WarningState.CLOSED));
    room.write(night("agent-01", NIGHT.plusSeconds(60)));
    room.evaluate();
    assertThat(room.in(WarningState.CLOSED)).extracting(SignalWarning::id).containsExactly(first);
    assertThat(room.in(WarningState.CLOSED).getFirst().findings()).isEqualTo(1);
    assertThat(room.in(WarningState.OPEN)).hasSize(1);
    assertThat(room.in(WarningState.OPEN).getFirst().id()).isNotEqualTo(first);
  }

  @Test
  void aRuleInModeMonitorRecordsWithoutOpeningAndOneThatIsOffDoesNothing() {
    room.book().setMode(SignalRule.OFF_HOURS, SignalMode.MONITOR, "dpo");
    room.write(night("agent-01", NIGHT));
    room.write(night("agent-01", NIGHT.plusSeconds(1)));
    room.evaluate();
    assertThat(only().state()).isEqualTo(WarningState.MONITORED);
    assertThat(only().findings()).isEqualTo(2);
    assertThat(room.opened).isEmpty();
    room.book().setMode(SignalRule.OFF_HOURS, SignalMode.OFF, "dpo");
    room.write(night("agent-01", NIGHT.plusSeconds(2)));
    room.evaluate();
    assertThat(only().findings()).isEqualTo(2);
    room.book().setMode(SignalRule.OFF_HOURS, SignalMode.ACTIVE, "dpo");
    room.write(night("agent-01", NIGHT.plusSeconds(3)));
    room.evaluate();
    assertThat(room.in(WarningState.OPEN)).hasSize(1);
    // The night's count went on while nobody was told.
    assertThat(room.in(WarningState.OPEN).getFirst().measured()).isEqualTo(12);
    assertThat(room.in(WarningState.MONITORED)).hasSize(1);
  }

  @Test
  void theRuleOfCanariesIsAlwaysActive() {
    assertThatThrownBy(() -> room.book().setMode(SignalRule.CANARY_READ, SignalMode.MONITOR, "dpo"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            room.book()
                .addJob(SignalRule.CANARY_READ, "x", "", NIGHT, NIGHT.plusSeconds(1), "dpo", WHY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPlannedJobCoversItsWindowAndNothingElse() {
    Instant from = NIGHT.plusSeconds(600);
    Instant until = NIGHT.plusSeconds(1_200);
    PlannedJob job =
        room.book()
            .addJob(SignalRule.OFF_HOURS, "support-desk", "agent-01", from, until, "dpo", WHY);
    room.write(night("agent-01", from));
    room.write(night("agent-01", until.minusNanos(1_000)));
    room.evaluate();
    assertThat(room.warnings()).isEmpty();
    assertThat(room.book().jobs().getFirst().findings()).isEqualTo(2);
    assertThat(room.book().jobs().getFirst().lastFinding()).contains(until.minusNanos(1_000));
    room.write(night("agent-02", from));
    room.write(night("agent-01", until));
    room.evaluate();
    assertThat(room.in(WarningState.OPEN))
        .extracting(warning -> warning.key().actor())
        .containsExactlyInAnyOrder("agent-01", "agent-02");
    assertThat(room.book().endJob(job.id()).orElseThrow().until()).isEqualTo(from);
  }

  @Test
  void aPlannedJobThatIsEndedCoversNothingFromThenOn() {
    PlannedJob job =
        room.book()
            .addJob(
                SignalRule.OFF_HOURS, "", "agent-01", NIGHT, NIGHT.plusSeconds(9_000), "dpo", WHY);
    room.now = NIGHT.plusSeconds(60);
    room.book().endJob(job.id());
    room.write(night("agent-01", NIGHT.plusSeconds(59)));
    room.evaluate();
    assertThat(room.warnings()).isEmpty();
    room.write(night("agent-01", NIGHT.plusSeconds(60)));
    room.evaluate();
    assertThat(only().firstSeen()).isEqualTo(NIGHT.plusSeconds(60));
    assertThat(room.book().endJob(4_711)).isEmpty();
  }

  @Test
  void theNumberOfTheLastChangeLeadsToEverythingThatChangedSince() {
    room.write(List.of(night("agent-01", NIGHT), night("agent-02", NIGHT), canary(NIGHT)));
    room.evaluate();
    long seen = room.warnings().getFirst().change();
    assertThat(since(seen)).isEmpty();
    SignalWarning old = room.warnings().getLast();
    room.book().close(old.id(), "dpo", WHY);
    assertThat(since(seen)).extracting(SignalWarning::id).containsExactly(old.id());
  }

  private List<SignalWarning> since(long change) {
    WarningFilter all = WarningFilter.latest(10);
    return room.book()
        .warnings(
            new WarningFilter(
                all.state(),
                all.rule(),
                all.caller(),
                all.actor(),
                all.least(),
                change,
                all.before(),
                all.limit()));
  }
}

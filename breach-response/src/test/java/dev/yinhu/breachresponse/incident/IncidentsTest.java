package dev.yinhu.breachresponse.incident;

import static dev.yinhu.breachresponse.incident.IncidentRoom.DPO;
import static dev.yinhu.breachresponse.incident.IncidentRoom.LEAD;
import static dev.yinhu.breachresponse.incident.IncidentRoom.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Remark;
import dev.yinhu.breachresponse.TimelineLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final List<IncidentState> WAY =
      List.of(
          IncidentState.CONTAINED,
          IncidentState.ASSESSED,
          IncidentState.NOTIFIED,
          IncidentState.RECTIFIED,
          IncidentState.CLOSED);

  private IncidentRoom room;

  @BeforeEach
  void open() {
    room = new IncidentRoom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void anIncidentGoesFromStateToStateAndTellsWhenItCameToEach() {
    IncidentId id = room.incidents.open(IncidentRoom.opening(false), DPO).id();
    learn(id);
    for (IncidentState next : WAY) {
      room.now = room.now.plus(Duration.ofHours(1));
      assertThat(room.incidents.advance(id, next, DPO).state()).isEqualTo(next);
    }

    assertThat(room.incidents.reached(id))
        .containsEntry(IncidentState.OPEN, START)
        .containsEntry(IncidentState.CONTAINED, START.plus(Duration.ofHours(1)))
        .containsEntry(IncidentState.CLOSED, START.plus(Duration.ofHours(5)));
    assertThat(room.incidents.timeline(id))
        .extracting(TimelineLine::act)
        .startsWith("incident-open")
        .endsWith("incident-rectified", "incident-closed");
    assertThat(room.incidents.list(new IncidentFilter(true, Optional.empty(), Optional.empty(), 9)))
        .isEmpty();
  }

  @Test
  void noStateIsLeftOutAndNoneIsReachedPastItsGate() {
    IncidentId id = room.incidents.open(IncidentRoom.opening(false), DPO).id();

    refused("not-the-next-state", () -> room.incidents.advance(id, IncidentState.ASSESSED, DPO));
    room.shut.add(new Gate.Missing("source-not-isolated", "isolate the source"));
    refused("not-ready", () -> room.incidents.advance(id, IncidentState.CONTAINED, DPO));

    assertThat(room.incidents.find(id).orElseThrow().state()).isEqualTo(IncidentState.OPEN);
    assertThat(room.incidents.missing(id))
        .extracting(Gate.Missing::code)
        .containsExactly("source-not-isolated");
    assertThat(room.incidents.timeline(id)).hasSize(1);
  }

  @Test
  void noIncidentIsClosedWithOpenTasksOrWithoutAnApprovedPostMortem() {
    IncidentId id = rectified();
    long task = room.work.add(id, new Reason("通知客服"), "support", START, DPO).id();

    assertThat(room.incidents.missing(id))
        .extracting(Gate.Missing::code)
        .containsExactly("tasks-open", "no-post-mortem");
    room.work.finish(id, task, new Reason("done"), LEAD);
    room.postMortems.write(id, Cause.INSIDER, new Remark("权限过大\n没有上限"), DPO);
    refused("same-person", () -> room.postMortems.approve(id, DPO));
    refused("not-ready", () -> room.incidents.advance(id, IncidentState.CLOSED, DPO));
    room.postMortems.approve(id, LEAD);
    refused("not-ready", () -> room.incidents.advance(id, IncidentState.CLOSED, DPO));
    room.postMortems.add(id, new Reason("lower limits"), "it", LocalDate.of(2026, 4, 1), DPO);

    assertThat(room.incidents.advance(id, IncidentState.CLOSED, DPO).state())
        .isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void aPostMortemThatIsWrittenAnewHasToBeApprovedAnew() {
    IncidentId id = rectified();
    learn(id);
    room.postMortems.write(id, Cause.MALWARE, new Remark("it was malware"), DPO);

    assertThat(room.incidents.missing(id))
        .extracting(Gate.Missing::code)
        .containsExactly("post-mortem-not-approved");
  }

  @Test
  void aReopenedIncidentKeepsItsHistoryAndTakesWorkAgain() {
    IncidentId id = rectified();
    learn(id);
    room.incidents.advance(id, IncidentState.CLOSED, DPO);
    refused("closed", () -> room.work.note(id, new Remark("late"), DPO));

    room.now = room.now.plus(Duration.ofDays(1));
    Incident again = room.incidents.reopen(id, new Reason("more persons were found"), LEAD);

    assertThat(again.state()).isEqualTo(IncidentState.OPEN);
    assertThat(again.reopened()).isEqualTo(1);
    assertThat(again.times().aware()).isEqualTo(START);
    assertThat(room.incidents.reached(id)).containsOnlyKeys(IncidentState.OPEN);
    assertThat(room.incidents.timeline(id))
        .extracting(TimelineLine::act)
        .contains("incident-closed")
        .endsWith("incident-reopen");
    assertThat(room.work.note(id, new Remark("second round"), DPO).by()).isEqualTo("dpo");
  }

  @Test
  void theThreeTimesAreKeptApartAndWhatTheyWereStaysInTheTimeline() {
    IncidentId id = room.incidents.open(IncidentRoom.opening(false), DPO).id();
    Instant began = START.minus(Duration.ofDays(3));
    IncidentTimes found =
        new IncidentTimes(
            Optional.of(began),
            Optional.of(began.plusSeconds(600)),
            START.minusSeconds(7200),
            START.minusSeconds(60));

    room.incidents.correctTimes(id, found, new Reason("the log says so"), DPO);

    assertThat(room.incidents.find(id).orElseThrow().times()).isEqualTo(found);
    assertThat(room.incidents.timeline(id).getLast().details())
        .containsEntry("occurred-from", began.toString())
        .containsEntry("aware", START.minusSeconds(60).toString());
    IncidentTimes future =
        new IncidentTimes(Optional.empty(), Optional.empty(), START, START.plusSeconds(1));
    refused(
        "in-the-future", () -> room.incidents.correctTimes(id, future, new Reason("a guess"), DPO));
    assertThatThrownBy(() ->
            new IncidentTimes(Optional.empty(), Optional.empty(), START, START.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoNodesThatAdvanceAtOnceDoItOnce() throws Exception {
    IncidentId id = room.incidents.open(IncidentRoom.opening(false), DPO).id();
    Incidents other = new Incidents(room.database.jdbi(), room.acts, List.of());
    List<Callable<Boolean>> both = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Incidents node = i % 2 == 0 ? room.incidents : other;
      both.add(() -> advances(node, id));
    }
    long times = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : threads.invokeAll(both)) {
        times += each.get() ? 1 : 0;
      }
    }

    assertThat(times).isEqualTo(1);
    assertThat(room.incidents.find(id).orElseThrow().version()).isEqualTo(2);
    assertThat(room.incidents.timeline(id)).hasSize(2);
  }

  private static boolean advances(Incidents node, IncidentId id) {
    try {
      node.advance(id, IncidentState.CONTAINED, DPO);
      return true;
    } catch (ActRefused e) {
      return false;
    }
  }

  @Test
  void twoPeopleAreNeededAndTheirLeaveServesOnce() {
    IncidentId id = room.incidents.open(IncidentRoom.opening(false), DPO).id();
    Approvals.Wish wish =
        new Approvals.Wish("person-list", new Reason("to tell them"), Duration.ofHours(4));
    Approval asked = room.approvals.ask(id, wish, DPO);

    refused("needs-two", () -> use(id));
    refused("same-person", () -> room.approvals.grant(id, asked.id(), DPO));
    room.approvals.grant(id, asked.id(), LEAD);
    use(id);
    refused("needs-two", () -> use(id));

    long late = room.approvals.ask(id, wish, DPO).id();
    room.now = room.now.plus(Duration.ofHours(4));
    refused("expired", () -> room.approvals.grant(id, late, LEAD));
  }

  private void use(IncidentId id) {
    room.database
        .jdbi()
        .useTransaction(handle -> room.approvals.use(handle, id, "person-list", DPO, room.now));
  }

  @Test
  void evidenceHasAHashAndAChainOfCustody() {
    IncidentId id = room.incidents.open(IncidentRoom.opening(true), DPO).id();
    EvidenceBook.Found found =
        new EvidenceBook.Found(
            new Reason("disk image"), "ab".repeat(32), 1_000, new Reason("safe 3"), "dpo");
    long evidence = room.evidence.collect(id, found, new Reason("to find the cause"), DPO);
    room.evidence.pass(id, evidence, "handed-over", "forensics", new Reason("analysis"), LEAD);

    assertThat(room.evidence.of(id))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.sha256()).isEqualTo("ab".repeat(32));
          assertThat(each.custody())
              .extracting(CustodyLine::act, CustodyLine::holder, CustodyLine::by)
              .containsExactly(
                  tuple("collected", "dpo", "dpo"),
                  tuple("handed-over", "forensics", "security-lead"));
        });
    refused(
        "no-such-evidence",
        () -> room.evidence.pass(id, evidence + 1, "copied", "x", new Reason("why"), DPO));
  }

  @Test
  void overdueActionsAreListedWithoutDrills() {
    for (boolean drill : new boolean[] {true, false}) {
      IncidentId id = room.incidents.open(IncidentRoom.opening(drill), DPO).id();
      room.postMortems.add(id, new Reason("lower limits"), "it", LocalDate.of(2026, 4, 1), DPO);
    }

    assertThat(room.postMortems.overdue(LocalDate.of(2026, 4, 1))).isEmpty();
    assertThat(room.postMortems.overdue(LocalDate.of(2026, 4, 2)))
        .singleElement()
        .satisfies(action -> assertThat(action.incident().drill()).isFalse());
    CorrectiveAction action = room.postMortems.overdue(LocalDate.of(2026, 4, 2)).getFirst();
    for (String wrong : List.of("register 13", "register x", "rule no-such")) {
      assertThatThrownBy(() ->
              room.postMortems.finish(action.incident(), action.id(), new Reason(wrong), LEAD))
          .isInstanceOfSatisfying(
              ActRefused.class, e -> assertThat(e.code()).isEqualTo("no-such-change"));
    }
    room.postMortems.finish(action.incident(), action.id(), new Reason("register 12"), LEAD);
    assertThat(room.postMortems.overdue(LocalDate.of(2026, 4, 2))).isEmpty();
  }

  @Test
  void whatStaffWriteLetsNoNumberOfAPersonIn() {
    assertThatThrownBy(() -> new Remark("line one\ncall 13812345678"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("138");
  }

  private IncidentId rectified() {
    IncidentId id = room.incidents.open(IncidentRoom.opening(false), DPO).id();
    WAY.subList(0, 4).forEach(next -> room.incidents.advance(id, next, DPO));
    return id;
  }

  /** All that closing asks for. */
  private void learn(IncidentId id) {
    room.postMortems.write(id, Cause.INSIDER, new Remark("权限过大"), DPO);
    room.postMortems.approve(id, LEAD);
    room.postMortems.add(id, new Reason("lower limits"), "it", LocalDate.of(2026, 4, 1), DPO);
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ActRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}

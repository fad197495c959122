package dev.yinhu.subjectrights.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.subjectrights.cases.CaseFlow.Standing;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CaseFlowTest {
  private static final Instant LATER = Instant.parse("2026-06-01T04:00:00Z");

  private static final List<CaseEvent> EVENTS =
      List.of(
          new CaseEvent.Verified("vouched"),
          new CaseEvent.ProofTimeOver(),
          new CaseEvent.CoolingOffBegan(LATER),
          new CaseEvent.CoolingOffOver(),
          new CaseEvent.Deferred("open-order", LATER),
          new CaseEvent.DeferralOver(),
          new CaseEvent.PointOfNoReturn(),
          new CaseEvent.Troubled("no-connector"),
          new CaseEvent.TriedAgain(),
          new CaseEvent.WorkDone(),
          new CaseEvent.Refused(RefusalCode.EXCESSIVE),
          new CaseEvent.Cancelled("requester"),
          new CaseEvent.SubjectAsked("proof-of-relation"),
          new CaseEvent.SubjectAnswered(),
          new CaseEvent.ExtensionTold(ExtensionReason.COMPLEX));

  @Provide
  Arbitrary<List<CaseEvent>> stories() {
    return Arbitraries.of(EVENTS).list().ofMaxSize(60);
  }

  private static List<Standing> told(List<CaseEvent> story) {
    List<Standing> course = new ArrayList<>(List.of(Standing.NEW));
    for (CaseEvent event : story) {
      CaseFlow.after(course.getLast(), event).ifPresent(course::add);
    }
    return course;
  }

  @Property
  void whatHasEndedStaysEnded(@ForAll("stories") List<CaseEvent> story) {
    List<Standing> course = told(story);
    for (Standing before : course.subList(0, course.size() - 1)) {
      assertThat(before.state().isEnded()).isFalse();
    }
  }

  @Property
  void nothingIsDoneBeforeWhoAsksIsProven(@ForAll("stories") List<CaseEvent> story) {
    boolean proven = false;
    Standing now = Standing.NEW;
    for (CaseEvent event : story) {
      Optional<Standing> after = CaseFlow.after(now, event);
      proven |= after.isPresent() && event instanceof CaseEvent.Verified;
      now = after.orElse(now);
      if (!proven) {
        assertThat(now.state())
            .isIn(CaseState.RECEIVED, CaseState.REFUSED, CaseState.CANCELLED, CaseState.EXPIRED);
        assertThat(now.committed()).isFalse();
      }
    }
  }

  @Property
  void pastThePointOfNoReturnItOnlyGoesForward(@ForAll("stories") List<CaseEvent> story) {
    for (Standing standing : told(story)) {
      if (standing.committed()) {
        assertThat(standing.state())
            .isIn(CaseState.RUNNING, CaseState.NEEDS_HUMAN, CaseState.COMPLETED);
      }
    }
  }

  @Property
  void fromEveryOpenStateThereIsAWayToAnEnd(@ForAll("stories") List<CaseEvent> story) {
    Standing last = told(story).getLast();
    assertThat(last.state().isEnded() || reachesAnEnd(last, 4)).isTrue();
  }

  private static boolean reachesAnEnd(Standing from, int most) {
    if (from.state().isEnded()) {
      return true;
    }
    return most > 0
        && EVENTS.stream()
            .flatMap(event -> CaseFlow.after(from, event).stream())
            .filter(next -> !next.equals(from))
            .anyMatch(next -> reachesAnEnd(next, most - 1));
  }

  @Example
  void everyEventCanHappenSomewhere() {
    for (CaseEvent event : EVENTS) {
      boolean possible = false;
      for (CaseState state : CaseState.values()) {
        possible |= CaseFlow.after(new Standing(state, false), event).isPresent();
      }
      assertThat(possible).as(EventWords.name(event)).isTrue();
    }
  }
}

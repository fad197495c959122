package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** How the duties of an incident stand, read within one transaction. */
record Standing(ClockBook book, List<Decision> decisions) {
  Standing {
    decisions = List.copyOf(decisions);
  }

  /** As far as decisions ask, which is not when clocks begin. */
  static Standing ofDecisions(Handle handle, IncidentId incident) {
    return of(handle, incident, new ClockStarts.Start(Instant.MAX, Optional.empty()));
  }

  static Standing of(Handle handle, IncidentId incident, ClockStarts.Start start) {
    List<Decision> decisions = DecisionStore.of(handle, incident);
    Set<DutyName> waived =
        decisions.stream()
            .map(Decision::duty)
            .filter(duty -> last(decisions, duty).filter(Standing::waives).isPresent())
            .collect(Collectors.toUnmodifiableSet());
    ClockBook book =
        new ClockBook(
            DutyStore.assessments(handle, incident),
            DutyStore.fulfilments(handle, incident),
            waived,
            start);
    return new Standing(book, decisions);
  }

  /** The decision that stands, or that withdrew the one before. */
  Optional<Decision> last(DutyName duty) {
    return last(decisions, duty);
  }

  /** Whether they are told by a decision that stands. */
  boolean toBeTold(DutyName duty) {
    return last(duty).filter(each -> each.choice() == Choice.TELL).isPresent();
  }

  /** The duties that hold by the latest assessment. */
  List<DutyName> inForce() {
    return book.assessments().isEmpty()
        ? List.of()
        : book.assessments().getLast().clocks().stream().map(Clock::duty).toList();
  }

  private static Optional<Decision> last(List<Decision> decisions, DutyName duty) {
    return decisions.stream().filter(each -> each.duty().equals(duty)).reduce((_, later) -> later);
  }

  private static boolean waives(Decision decision) {
    return decision.choice() == Choice.DO_NOT_TELL && decision.effective();
  }
}

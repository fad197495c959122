package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.Gate.Missing;
import dev.yinhu.breachresponse.IncidentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps an incident from a state, of how its duties stand. Pure. */
final class DutyGate {
  private final Jurisdictions laws;

  DutyGate(Jurisdictions laws) {
    this.laws = laws;
  }

  List<Missing> missing(Standing standing, IncidentState next) {
    List<Missing> found = new ArrayList<>();
    if (next.compareTo(IncidentState.ASSESSED) < 0) {
      return found;
    }
    if (standing.book().assessments().isEmpty()) {
      found.add(
          new Missing(
              "assessment-missing", "nobody assessed which duties hold; enter what is known"));
    }
    for (DutyName duty : standing.inForce()) {
      decision(standing, duty).ifPresent(found::add);
      if (next.compareTo(IncidentState.NOTIFIED) >= 0) {
        filing(standing, duty).ifPresent(found::add);
      }
    }
    if (next == IncidentState.CLOSED) {
      found.addAll(finals(standing));
    }
    return found;
  }

  private static Optional<Missing> decision(Standing standing, DutyName duty) {
    Optional<Decision> last = standing.last(duty);
    if (last.isEmpty() || last.get().choice() == Choice.WITHDRAWN) {
      return Optional.of(
          new Missing(
              "decision-missing", "decide about %s: tell, or not on a ground".formatted(duty)));
    }
    return last.get().effective()
        ? Optional.empty()
        : Optional.of(
            new Missing(
                "approval-missing",
                "decision %d about %s waits for another person"
                    .formatted(last.get().number(), duty)));
  }

  private Optional<Missing> filing(Standing standing, DutyName duty) {
    boolean missing =
        toAuthority(duty)
            && standing.toBeTold(duty)
            && standing.book().done(duty, Stage.FIRST).isEmpty();
    return missing
        ? Optional.of(new Missing("report-missing", "file the first report of " + duty))
        : Optional.empty();
  }

  /** A regulator that was told gets the last word, whether or not the duty still holds. */
  private List<Missing> finals(Standing standing) {
    return standing.book().done().stream()
        .map(Fulfilment::duty)
        .distinct()
        .filter(this::toAuthority)
        .filter(duty -> standing.book().done(duty, Stage.FIRST).isPresent())
        .filter(duty -> standing.book().done(duty, Stage.FINAL).isEmpty())
        .map(duty -> new Missing("final-report-missing", "file the final report of " + duty))
        .toList();
  }

  private boolean toAuthority(DutyName duty) {
    return laws.duty(duty).filter(each -> each.to() == Addressee.AUTHORITY).isPresent();
  }
}

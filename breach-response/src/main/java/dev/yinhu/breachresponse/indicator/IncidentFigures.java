package dev.yinhu.breachresponse.indicator;

import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.incident.CorrectiveAction;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.Incidents;
import dev.yinhu.breachresponse.incident.KnownChanges;
import dev.yinhu.breachresponse.incident.PostMortems;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures of how incidents are handled, computed when they are asked for. Blocks; thread-safe. */
public final class IncidentFigures {
  /** The most incidents of a time; each is a handful of short reads. */
  static final int MOST = 5_000;

  private final Incidents incidents;
  private final Scopes scopes;
  private final Duties duties;
  private final PostMortems postMortems;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * Over the rooms.
   *
   * @param zone whose day it is that makes actions overdue
   */
  public IncidentFigures(
      Incidents incidents,
      Scopes scopes,
      Duties duties,
      PostMortems postMortems,
      InstantSource clock,
      ZoneId zone) {
    this.incidents = incidents;
    this.scopes = scopes;
    this.duties = duties;
    this.postMortems = postMortems;
    this.clock = clock;
    this.zone = zone;
  }

  /** Of the incidents that were detected from then to before then. */
  public Indicators between(Instant from, Instant to) {
    List<Incident> all = incidents.detected(from, to, MOST);
    return new Indicators(
        from,
        to,
        group(all.stream().filter(each -> !each.id().drill()).toList()),
        group(all.stream().filter(each -> each.id().drill()).toList()),
        postMortems.overdue(today()),
        all.size() < MOST);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private Group group(List<Incident> of) {
    Tallying tallying = new Tallying();
    of.forEach(each -> one(each, tallying));
    int open = (int) of.stream().filter(each -> each.state() != IncidentState.CLOSED).count();
    return new Group(of.size(), open, tallying.steps(), tallying.duties(), tallying.actions());
  }

  private void one(Incident incident, Tallying tallying) {
    took(incident).forEach(tallying::took);
    duties.clocks(incident.id()).forEach(reading -> tallying.duty(reading.state()));
    LocalDate today = today();
    for (CorrectiveAction action : postMortems.actions(incident.id())) {
      action
          .done()
          .ifPresentOrElse(
              done -> tallying.done(KnownChanges.kind(done.reference())),
              () -> tallying.open(action.due().isBefore(today)));
    }
  }

  private Map<Step, Duration> took(Incident incident) {
    Map<Step, Duration> took = new EnumMap<>(Step.class);
    Instant aware = incident.times().aware();
    incident
        .times()
        .occurredFrom()
        .ifPresent(
            from -> took.put(Step.DETECT, Duration.between(from, incident.times().detected())));
    Map<IncidentState, Instant> reached = incidents.reachedFirst(incident.id());
    since(aware, Optional.ofNullable(reached.get(IncidentState.CONTAINED)))
        .ifPresent(time -> took.put(Step.CONTAIN, time));
    since(aware, scopes.all(incident.id()).stream().map(ScopeEstimate::at).min(Instant::compareTo))
        .ifPresent(time -> took.put(Step.SCOPE, time));
    since(aware, Optional.ofNullable(reached.get(IncidentState.ASSESSED)))
        .ifPresent(time -> took.put(Step.DECIDE, time));
    since(aware, Optional.ofNullable(reached.get(IncidentState.NOTIFIED)))
        .ifPresent(time -> took.put(Step.NOTIFY, time));
    return took;
  }

  /** What was done before the awareness that was entered later took no time. */
  private static Optional<Duration> since(Instant aware, Optional<Instant> done) {
    return done.map(at -> at.isBefore(aware) ? Duration.ZERO : Duration.between(aware, at));
  }
}

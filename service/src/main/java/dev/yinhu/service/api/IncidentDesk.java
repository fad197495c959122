package dev.yinhu.service.api;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.incident.Approvals;
import dev.yinhu.breachresponse.incident.EvidenceBook;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.IncidentFilter;
import dev.yinhu.breachresponse.incident.Incidents;
import dev.yinhu.breachresponse.incident.PostMortems;
import dev.yinhu.breachresponse.incident.Worklist;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rooms of breach response, for HTTP and the command line. Thread-safe; blocks. */
public record IncidentDesk(
    Incidents incidents,
    Warnings warnings,
    Worklist work,
    EvidenceBook evidence,
    Approvals approvals,
    PostMortems postMortems,
    InstantSource clock) {

  /** The incident of that name. */
  public Incident known(IncidentId id) {
    return incidents
        .find(id)
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no incident " + id));
  }

  /** Those that the filter lets through. */
  public List<IncidentView.Line> list(IncidentFilter filter) {
    return incidents.list(filter).stream().map(IncidentView::line).toList();
  }

  /** All that stands about an incident. */
  public IncidentView.Whole whole(IncidentId id) {
    Incident incident = known(id);
    Instant now = clock.instant();
    return new IncidentView.Whole(
        IncidentView.line(incident),
        reached(id),
        incident
            .state()
            .next()
            .map(next -> IncidentView.next(next, incidents.missing(id)))
            .orElse(null),
        warnings.of(id).stream().map(each -> IncidentView.raised(each, now)).toList(),
        work.tasks(id).stream().map(each -> IncidentView.task(each, now)).toList(),
        work.notes(id).stream().map(IncidentView::note).toList(),
        evidence.of(id).stream().map(IncidentView::evidence).toList(),
        approvals.of(id).stream().map(IncidentView::approval).toList(),
        postMortems.of(id).map(IncidentView::learned).orElse(null),
        postMortems.actions(id).stream().map(IncidentView::action).toList());
  }

  private Map<String, String> reached(IncidentId id) {
    Map<String, String> reached = new TreeMap<>();
    incidents.reached(id).forEach((state, at) -> reached.put(state.wireName(), at.toString()));
    return reached;
  }

  /** Everything that was done for it, the first first. */
  public List<IncidentView.TimelineView> timeline(IncidentId id) {
    var _ = known(id);
    return incidents.timeline(id).stream().map(IncidentView::timeline).toList();
  }
}

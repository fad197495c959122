package dev.yinhu.breachresponse.scope;

import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.severity.Severities;
import java.util.ArrayList;
import java.util.List;

/** Assessed is what has an estimate of its scope and a severity. Thread-safe. */
public final class AssessedGate implements Gate {
  private final Scopes scopes;
  private final Severities severities;

  /** Asks these. */
  public AssessedGate(Scopes scopes, Severities severities) {
    this.scopes = scopes;
    this.severities = severities;
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    List<Missing> missing = new ArrayList<>();
    if (next == IncidentState.ASSESSED) {
      if (scopes.latest(incident).isEmpty()) {
        missing.add(new Missing("scope-missing", "make an estimate of the scope from the log"));
      }
      if (severities.latest(incident).isEmpty()) {
        missing.add(new Missing("severity-missing", "assess how grave it is"));
      }
    }
    return missing;
  }
}

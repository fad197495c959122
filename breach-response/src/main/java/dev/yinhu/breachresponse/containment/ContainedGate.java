package dev.yinhu.breachresponse.containment;

import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import java.util.List;

/** Contained is what is held back now, or what somebody says needs not to be. Thread-safe. */
public final class ContainedGate implements Gate {
  private final Containments containments;

  /** Asks these. */
  public ContainedGate(Containments containments) {
    this.containments = containments;
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    if (next != IncidentState.CONTAINED
        || containments.holds(incident)
        || containments.unnecessary(incident).isPresent()) {
      return List.of();
    }
    return List.of(
        new Missing(
            "containment-missing",
            "nothing is held back: suspend or freeze something, or say why nothing needs to be"));
  }
}

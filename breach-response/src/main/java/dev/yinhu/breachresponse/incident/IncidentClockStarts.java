package dev.yinhu.breachresponse.incident;

import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.jurisdiction.ClockStarts;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** When the clocks of incidents start, from the incidents themselves. Blocks; thread-safe. */
public final class IncidentClockStarts implements ClockStarts {
  private final IncidentStore store;

  /** The schema {@code breach} is migrated. */
  public IncidentClockStarts(Jdbi jdbi) {
    this.store = new IncidentStore(jdbi);
  }

  @Override
  public Start of(IncidentId incident) {
    Incident found =
        store
            .find(incident)
            .orElseThrow(() -> new BreachException("there is no incident " + incident));
    return new Start(
        found.times().aware(),
        Optional.ofNullable(store.reached(incident).get(IncidentState.RECTIFIED)));
  }
}

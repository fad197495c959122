package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** When something counts as done. Pure. */
record Fulfilling(Standing standing, Jurisdictions laws, ZoneId zone) {

  /** A late one demands a reason; one in time keeps none. */
  Fulfilment done(DutyName duty, Stage stage, Optional<Reason> lateReason, String by, Instant now) {
    if (!standing.toBeTold(duty)) {
      throw new ActRefused("decision-missing", "decide first that " + duty + " is told");
    }
    if (stage == Stage.FINAL && standing.book().start().handled().isEmpty()) {
      throw new ActRefused(
          "handling-not-ended", "the final report comes after the cause was removed");
    }
    boolean late =
        standing.book().read(laws, zone, now).stream()
            .map(ClockReading::clock)
            .anyMatch(
                clock -> clock.duty().equals(duty) && clock.stage() == stage && clock.late(now));
    if (late && lateReason.isEmpty()) {
      throw new ActRefused("late-reason-missing", "the clock of " + duty + " is over; say why");
    }
    Optional<String> kept = late ? lateReason.map(Reason::text) : Optional.empty();
    return new Fulfilment(duty, stage, now, by, kept, false);
  }
}

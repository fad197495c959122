package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import java.util.Optional;

/**
 * A wish to open an incident.
 *
 * @param title what it is, in few words
 * @param drill true for an exercise; for good
 * @param owner who is responsible, as the log names them
 * @param times empty for now
 */
public record Opening(Reason title, boolean drill, String owner, Optional<IncidentTimes> times) {
  /**
   * @throws IllegalArgumentException when nobody is responsible
   */
  public Opening {
    if (owner.isBlank()) {
      throw new IllegalArgumentException("an incident has an owner: name who is responsible");
    }
  }
}

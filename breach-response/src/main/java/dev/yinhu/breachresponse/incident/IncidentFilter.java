package dev.yinhu.breachresponse.incident;

import dev.yinhu.breachresponse.IncidentState;
import java.util.Optional;

/**
 * Which incidents to list.
 *
 * @param open only those that are not closed
 * @param state only those in this state
 * @param drill only drills, or only others; empty for both
 * @param most how many at most, 1 to {@value #MOST}
 */
public record IncidentFilter(
    boolean open, Optional<IncidentState> state, Optional<Boolean> drill, int most) {
  /** The most that are listed at once. */
  public static final int MOST = 1_000;

  public IncidentFilter {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " incidents are listed at once");
    }
  }

  /** All of them, the newest ones. */
  public static IncidentFilter all() {
    return new IncidentFilter(false, Optional.empty(), Optional.empty(), MOST);
  }
}

package dev.yinhu.breachresponse;

import java.time.Instant;
import java.util.Map;

/**
 * Something that was done for an incident.
 *
 * @param number grows with time over all incidents
 * @param at when
 * @param actor who
 * @param act a stable code, such as {@code incident-contain}
 * @param details codes, counts, times and names of the register
 */
public record TimelineLine(
    long number, Instant at, String actor, String act, Map<String, String> details) {
  public TimelineLine {
    details = Map.copyOf(details);
  }
}

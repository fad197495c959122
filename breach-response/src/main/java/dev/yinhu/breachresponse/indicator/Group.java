package dev.yinhu.breachresponse.indicator;

import java.util.Map;

/**
 * Figures of some incidents.
 *
 * @param count how many
 * @param open how many of them are not closed
 * @param steps how long each step took
 */
public record Group(
    int count, int open, Map<Step, Timed> steps, DutyCounts duties, ActionCounts actions) {
  /** Copies the map. */
  public Group {
    steps = Map.copyOf(steps);
  }
}

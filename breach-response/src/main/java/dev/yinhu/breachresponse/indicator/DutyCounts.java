package dev.yinhu.breachresponse.indicator;

import java.util.OptionalDouble;

/**
 * How duties of the law stand; those that were waived or hold no more are left out.
 *
 * @param inTime done in time
 * @param late done late, or overdue
 * @param running not done, and in time
 */
public record DutyCounts(int inTime, int late, int running) {
  /** The share that was done in time of all whose time is over or that are done. */
  public OptionalDouble share() {
    int due = inTime + late;
    return due == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inTime / due);
  }
}

package dev.yinhu.breachresponse.indicator;

import dev.yinhu.breachresponse.incident.KnownChanges;
import dev.yinhu.breachresponse.jurisdiction.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what incidents have, one after the other. For one thread. */
final class Tallying {
  private final Map<Step, List<Duration>> took = new EnumMap<>(Step.class);
  private final Map<KnownChanges.Kind, Integer> changed = new EnumMap<>(KnownChanges.Kind.class);
  private int inTime;
  private int late;
  private int running;
  private int open;
  private int overdue;

  void took(Step step, Duration time) {
    took.computeIfAbsent(step, _ -> new ArrayList<>()).add(time);
  }

  void duty(ClockReading.State state) {
    switch (state) {
      case DONE -> inTime++;
      case DONE_LATE, OVERDUE -> late++;
      case RUNNING -> running++;
      case WAIVED, LAPSED -> {}
    }
  }

  void open(boolean isOverdue) {
    open++;
    overdue += isOverdue ? 1 : 0;
  }

  void done(KnownChanges.Kind by) {
    changed.merge(by, 1, Integer::sum);
  }

  Map<Step, Timed> steps() {
    Map<Step, Timed> steps = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      steps.put(step, Timed.of(took.getOrDefault(step, List.of())));
    }
    return steps;
  }

  DutyCounts duties() {
    return new DutyCounts(inTime, late, running);
  }

  ActionCounts actions() {
    return new ActionCounts(
        open,
        overdue,
        changed.getOrDefault(KnownChanges.Kind.REGISTER, 0),
        changed.getOrDefault(KnownChanges.Kind.RULE, 0),
        changed.getOrDefault(KnownChanges.Kind.OTHER, 0));
  }
}

package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.law.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All deadlines of a case at an instant.
 *
 * @param clocks in the order of their rules' keys
 */
public record ClockReading(List<RunningClock> clocks) {
  /** Copies the list. */
  public ClockReading {
    clocks = List.copyOf(clocks);
  }

  /**
   * The deadline of the stage that comes first, whatever profile it is of; empty when none applies.
   */
  public Optional<RunningClock> earliest(Stage stage) {
    return clocks.stream()
        .filter(clock -> clock.rule().stage() == stage)
        .min(Comparator.comparing(clock -> clock.due().at()));
  }

  /** The deadline that comes next of those not settled, over all stages. */
  public Optional<RunningClock> next() {
    return clocks.stream()
        .filter(clock -> clock.state() == ClockState.RUNNING || clock.state() == ClockState.PAUSED)
        .min(Comparator.comparing(clock -> clock.due().at()));
  }

  /** How each profile stands: as its worst deadline, late before paused, running and met. */
  public SortedMap<String, ClockState> profiles() {
    SortedMap<String, ClockState> states = new TreeMap<>();
    clocks.forEach(
        clock -> states.merge(clock.rule().profile(), clock.state(), ClockReading::worse));
    return states;
  }

  private static ClockState worse(ClockState one, ClockState other) {
    return badness(one) >= badness(other) ? one : other;
  }

  private static int badness(ClockState state) {
    return switch (state) {
      case MET -> 0;
      case RUNNING -> 1;
      case PAUSED -> 2;
      case LATE -> 3;
    };
  }
}

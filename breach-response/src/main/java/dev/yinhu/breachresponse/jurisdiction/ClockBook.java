package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.jurisdiction.ClockReading.State;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that clocks are read from. Pure: the same contents at the same time read the same.
 *
 * @param assessments every one, the first first
 * @param done every fulfilment, the first first
 * @param waived duties that somebody decided not to do, with approval
 * @param start when clocks begin, as the incident has it now
 */
record ClockBook(
    List<Assessment> assessments,
    List<Fulfilment> done,
    Set<DutyName> waived,
    ClockStarts.Start start) {
  ClockBook {
    assessments = List.copyOf(assessments);
    done = List.copyOf(done);
    waived = Set.copyOf(waived);
  }

  /** Every clock there ever was, those of telling by name, then those of final reports. */
  List<ClockReading> read(Jurisdictions laws, ZoneId zone, Instant now) {
    List<ClockReading> readings = new ArrayList<>();
    Map<DutyName, Instant> appeared = new TreeMap<>();
    Map<DutyName, Clock> latest = new TreeMap<>();
    for (Assessment each : assessments) {
      for (Clock clock : each.clocks()) {
        appeared.putIfAbsent(clock.duty(), each.at());
        latest.put(clock.duty(), earlier(clock, laws, zone));
      }
    }
    latest.forEach(
        (duty, clock) -> readings.add(reading(clock, appeared.getOrDefault(duty, now), now)));
    for (DutyName duty : latest.keySet()) {
      last(duty, laws, zone)
          .map(clock -> reading(clock, clock.start(), now))
          .ifPresent(readings::add);
    }
    return readings;
  }

  /** Whether the duty holds by the latest assessment. */
  boolean inForce(DutyName duty) {
    return !assessments.isEmpty()
        && assessments.getLast().clocks().stream().anyMatch(clock -> clock.duty().equals(duty));
  }

  /**
   * How it was done; empty when it was not, or that was taken back. A final report from before
   * handling ended last is not final any more.
   */
  Optional<Fulfilment> done(DutyName duty, Stage stage) {
    return done.stream()
        .filter(each -> each.duty().equals(duty) && each.stage() == stage)
        .reduce((_, later) -> later)
        .filter(each -> !each.takenBack())
        .filter(each ->
            stage != Stage.FINAL || !start.handled().filter(each.at()::isBefore).isPresent());
  }

  /** Awareness that was corrected to an earlier time since then counts at once. */
  private Clock earlier(Clock clock, Jurisdictions laws, ZoneId zone) {
    return start.aware().isBefore(clock.start())
        ? laws.duty(clock.duty())
            .map(duty -> Clock.sinceAwareness(duty, start.aware(), zone))
            .orElse(clock)
        : clock;
  }

  private Optional<Clock> last(DutyName duty, Jurisdictions laws, ZoneId zone) {
    if (!inForce(duty) && done(duty, Stage.FIRST).isEmpty()) {
      return Optional.empty();
    }
    return start
        .handled()
        .flatMap(end ->
            laws.duty(duty)
                .flatMap(Duty::finalWithin)
                .map(span -> new Clock(duty, Stage.FINAL, end, span.after(end, zone), true)));
  }

  private ClockReading reading(Clock clock, Instant appeared, Instant now) {
    Optional<Fulfilment> how = done(clock.duty(), clock.stage());
    Instant until = how.map(Fulfilment::at).orElse(now);
    return new ClockReading(clock, appeared, state(clock, how, now), clock.elapsed(until), how);
  }

  private State state(Clock clock, Optional<Fulfilment> how, Instant now) {
    if (how.isPresent()) {
      return how.get().lateReason().isPresent() ? State.DONE_LATE : State.DONE;
    }
    if (clock.stage() == Stage.FIRST && !inForce(clock.duty())) {
      return State.LAPSED;
    }
    if (waived.contains(clock.duty())) {
      return State.WAIVED;
    }
    return clock.late(now) ? State.OVERDUE : State.RUNNING;
  }
}

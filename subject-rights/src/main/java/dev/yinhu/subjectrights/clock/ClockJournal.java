package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.calendar.Waits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to the clocks of one case, in order. Immutable.
 *
 * @param events the first is that it came in
 */
public record ClockJournal(List<ClockEvent> events) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when the events cannot have happened so: an earlier after a
   *     later, something before it came in or after it was finished, twice what happens once, an
   *     answer that nobody was asked for
   */
  public ClockJournal {
    events = List.copyOf(events);
    new JournalCheck().check(events);
  }

  /** The journal of a case that has just come in. */
  public static ClockJournal received(Instant at) {
    return new ClockJournal(List.of(new ClockEvent.Received(at)));
  }

  /**
   * The same and one more event.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public ClockJournal with(ClockEvent event) {
    List<ClockEvent> more = new ArrayList<>(events);
    more.add(event);
    return new ClockJournal(more);
  }

  /** When it came in. */
  public Instant received() {
    return events.getFirst().at();
  }

  /** When it was taken on; what was finished without that was taken on then. */
  public Optional<Instant> accepted() {
    return events.stream()
        .filter(
            event -> event instanceof ClockEvent.Accepted || event instanceof ClockEvent.Finished)
        .findFirst()
        .map(ClockEvent::at);
  }

  /** When it was answered for good. */
  public Optional<Instant> finished() {
    return events.stream()
        .filter(ClockEvent.Finished.class::isInstance)
        .findFirst()
        .map(ClockEvent::at);
  }

  /** What had happened by then, the instant itself included; at least that it came in. */
  ClockJournal until(Instant now) {
    return new ClockJournal(
        events.stream()
            .filter(event -> event instanceof ClockEvent.Received || !event.at().isAfter(now))
            .toList());
  }

  /** Whether the person is being waited for. */
  boolean isWaiting() {
    boolean waiting = false;
    for (ClockEvent event : events) {
      waiting =
          switch (event) {
            case ClockEvent.SubjectAsked _ -> true;
            case ClockEvent.SubjectAnswered _, ClockEvent.Finished _ -> false;
            case ClockEvent.Received _, ClockEvent.Accepted _, ClockEvent.ExtensionTold _ ->
                waiting;
          };
    }
    return waiting;
  }

  /** The waits; one that goes on is as long as it is by then. */
  Waits waits(Instant now) {
    List<Waits.Span> spans = new ArrayList<>();
    Optional<Instant> asked = Optional.empty();
    for (ClockEvent event : events) {
      switch (event) {
        case ClockEvent.SubjectAsked e -> asked = Optional.of(e.at());
        case ClockEvent.SubjectAnswered e -> {
          spans.add(new Waits.Span(asked.orElseThrow(), e.at()));
          asked = Optional.empty();
        }
        case ClockEvent.Finished e -> {
          asked.ifPresent(since -> spans.add(new Waits.Span(since, e.at())));
          asked = Optional.empty();
        }
        case ClockEvent.Received _, ClockEvent.Accepted _, ClockEvent.ExtensionTold _ -> {}
      }
    }
    asked.ifPresent(since -> spans.add(new Waits.Span(since, now)));
    return new Waits(spans);
  }

  List<ClockEvent.ExtensionTold> extensions() {
    return events.stream()
        .filter(ClockEvent.ExtensionTold.class::isInstance)
        .map(ClockEvent.ExtensionTold.class::cast)
        .toList();
  }
}

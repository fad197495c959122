package dev.yinhu.subjectrights.clock;

import java.time.Instant;

/**
 * What moves the clocks of a case. There is one reason for which a clock stands, that the person is
 * waited for, so waiting for anybody else cannot be written down as a pause.
 */
public sealed interface ClockEvent {
  /** When it happened. */
  Instant at();

  /** The request came in: every clock begins. */
  record Received(Instant at) implements ClockEvent {}

  /** The person was told that the request is taken on. */
  record Accepted(Instant at) implements ClockEvent {}

  /** The person was asked for something without which the work cannot go on. */
  record SubjectAsked(Instant at) implements ClockEvent {}

  /** The person gave it, or the time to give it was over. */
  record SubjectAnswered(Instant at) implements ClockEvent {}

  /** The person was told that the answer takes longer, and why. */
  record ExtensionTold(Instant at, ExtensionReason reason) implements ClockEvent {}

  /** The request was answered for good, whatever the answer. */
  record Finished(Instant at) implements ClockEvent {}
}

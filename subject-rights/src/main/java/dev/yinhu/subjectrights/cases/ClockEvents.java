package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.clock.ClockEvent;
import dev.yinhu.subjectrights.clock.ClockJournal;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What of a case's history moves its clocks. Who asks for themselves is waited for from the
 * beginning until they have proven who they are; the proof of a guardian, a relative or an agent is
 * looked at by staff, for whom no clock stands. The history is in order though the clocks of nodes
 * differ a little: what a node wrote down with an earlier time than the line before it happened at
 * the time of that line.
 */
final class ClockEvents {
  private final boolean waitsForProof;
  private final List<ClockEvent> events = new ArrayList<>();
  private boolean waiting;
  private Instant last = Instant.MIN;

  private ClockEvents(RequesterKind requester) {
    this.waitsForProof = !requester.needsProof();
  }

  /** The journal of a case's clocks, from its history in order. */
  static ClockJournal journal(RequesterKind requester, List<HistoryLine> history) {
    ClockEvents clocks = new ClockEvents(requester);
    history.forEach(clocks::take);
    return new ClockJournal(clocks.events);
  }

  /** Whether the person is being waited for at the end of the history. */
  static boolean isWaiting(RequesterKind requester, List<HistoryLine> history) {
    ClockEvents clocks = new ClockEvents(requester);
    history.forEach(clocks::take);
    return clocks.waiting;
  }

  private void take(HistoryLine line) {
    last = line.at().isBefore(last) ? last : line.at();
    if (line.state().isEnded()) {
      events.add(new ClockEvent.Finished(last));
      return;
    }
    switch (line.event()) {
      case EventWords.RECEIVED -> received(last);
      case EventWords.VERIFIED -> {
        answered(last);
        events.add(new ClockEvent.Accepted(last));
      }
      case EventWords.SUBJECT_ASKED -> asked(last);
      case EventWords.SUBJECT_ANSWERED -> answered(last);
      case EventWords.EXTENSION_TOLD ->
          events.add(new ClockEvent.ExtensionTold(last, reason(line)));
      default -> {}
    }
  }

  private void received(Instant at) {
    events.add(new ClockEvent.Received(at));
    if (waitsForProof) {
      asked(at);
    }
  }

  private void asked(Instant at) {
    if (!waiting) {
      waiting = true;
      events.add(new ClockEvent.SubjectAsked(at));
    }
  }

  private void answered(Instant at) {
    if (waiting) {
      waiting = false;
      events.add(new ClockEvent.SubjectAnswered(at));
    }
  }

  private static ExtensionReason reason(HistoryLine line) {
    String wire = line.facts().values().getOrDefault("reason", "");
    return Arrays.stream(ExtensionReason.values())
        .filter(reason -> reason.wire().equals(wire))
        .findFirst()
        .orElse(ExtensionReason.COMPLEX);
  }
}

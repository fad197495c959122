package dev.yinhu.subjectrights.clock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether events can have happened in an order. */
final class JournalCheck {
  private @Nullable Instant last;
  private boolean accepted;
  private boolean waiting;
  private boolean finished;

  void check(List<ClockEvent> events) {
    for (ClockEvent event : events) {
      boolean first = last == null;
      require(first == event instanceof ClockEvent.Received, "a case comes in once, at first");
      require(first || !event.at().isBefore(last), "what happened later stands later");
      require(!finished, "nothing happens to a case that is finished");
      follow(event);
      last = event.at();
    }
    require(last != null, "a case has come in");
  }

  private void follow(ClockEvent event) {
    switch (event) {
      case ClockEvent.Received _, ClockEvent.ExtensionTold _ -> {}
      case ClockEvent.Accepted _ -> {
        require(!accepted, "a case is taken on once");
        accepted = true;
      }
      case ClockEvent.SubjectAsked _ -> {
        require(!waiting, "the person was asked already");
        waiting = true;
      }
      case ClockEvent.SubjectAnswered _ -> {
        require(waiting, "the person was not asked");
        waiting = false;
      }
      case ClockEvent.Finished _ -> finished = true;
    }
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

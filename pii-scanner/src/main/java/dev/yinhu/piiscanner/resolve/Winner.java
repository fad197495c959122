package dev.yinhu.piiscanner.resolve;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Trace;
import dev.yinhu.piiscanner.Trace.Loser;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.List;

/** A reading that stands, and what lost to it. */
final class Winner {
  private final Reading reading;
  private final List<Reading> losers = new ArrayList<>(0);

  Winner(Reading reading) {
    this.reading = reading;
  }

  Reading reading() {
    return reading;
  }

  void beats(Reading loser) {
    if (!loser.repeats(reading)) {
      losers.add(loser);
    }
  }

  /** With places in code points of the original. */
  Finding finding(FoldedText text) {
    Candidate candidate = reading.candidate();
    List<Loser> lost =
        losers.isEmpty() ? List.of() : losers.stream().map(l -> loser(l, text)).toList();
    return new Finding(
        candidate.type(),
        text.codePointStart(candidate.start()),
        text.codePointEnd(candidate.end()),
        reading.confidence(),
        new Trace(candidate.detector(), candidate.terms(), lost));
  }

  private static Loser loser(Reading reading, FoldedText text) {
    return new Loser(
        reading.candidate().type(),
        text.codePointStart(reading.start()),
        text.codePointEnd(reading.end()),
        reading.confidence());
  }
}

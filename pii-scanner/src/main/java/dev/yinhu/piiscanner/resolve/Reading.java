package dev.yinhu.piiscanner.resolve;

import dev.yinhu.piiscanner.detect.Candidate;
import java.util.Comparator;

/** A candidate with its confidence, summed once, and whether that reaches its type's threshold. */
record Reading(Candidate candidate, double confidence, boolean reaches) {
  /** Strongest first: strength, confidence, length; then by place and type, to be repeatable. */
  static final Comparator<Reading> STRONGEST_FIRST =
      Comparator.comparing(Reading::reaches, Comparator.reverseOrder())
          .thenComparing(r -> r.candidate.strength(), Comparator.reverseOrder())
          .thenComparing(Reading::confidence, Comparator.reverseOrder())
          .thenComparing(Reading::length, Comparator.reverseOrder())
          .thenComparingInt(Reading::start)
          .thenComparing(r -> r.candidate.type())
          .thenComparing(r -> r.candidate.detector());

  int start() {
    return candidate.start();
  }

  int end() {
    return candidate.end();
  }

  int length() {
    return candidate.end() - candidate.start();
  }

  boolean overlaps(Reading other) {
    return start() < other.end() && other.start() < end();
  }

  /** Whether it says the same of the same characters. */
  boolean repeats(Reading other) {
    return start() == other.start()
        && end() == other.end()
        && candidate.type().equals(other.candidate.type());
  }
}

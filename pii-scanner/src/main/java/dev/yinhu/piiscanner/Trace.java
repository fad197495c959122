package dev.yinhu.piiscanner;

import java.util.List;

/**
 * Why a finding was made: the terms that its confidence is the sum of, and the readings of the same
 * characters that were weaker.
 *
 * @param detector name of the detector that made it, such as {@code cn-mobile}
 * @param terms in the order in which they were added
 * @param losers weaker readings of overlapping characters, strongest first
 */
public record Trace(String detector, List<Term> terms, List<Loser> losers) {
  /** Copies the lists. */
  public Trace {
    terms = List.copyOf(terms);
    losers = List.copyOf(losers);
  }

  /** What a term speaks of. */
  public enum Ground {
    /** The shape of the value: pattern, boundaries, length. */
    STRUCTURE,
    /** A check digit, a date, a prefix table: see {@code docs/scanner.md} for the names. */
    CHECK,
    /** Words near the value. */
    CONTEXT,
    /** The name of the key, column or header that the value stands under. */
    NAME,
    /** What the other values of the column are. */
    COLUMN
  }

  /**
   * One term of a confidence.
   *
   * @param ground what it speaks of
   * @param name of the check, cue group or rule; never a part of the text
   * @param weight added to the confidence; negative when it speaks against
   */
  public record Term(Ground ground, String name, double weight) {}

  /** A weaker reading: type, place in code points, and its confidence. */
  public record Loser(PiiType type, int start, int end, double confidence) {}
}

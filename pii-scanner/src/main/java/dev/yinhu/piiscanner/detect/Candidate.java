package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Term;
import java.util.List;

/**
 * A reading of some characters, before overlaps are settled.
 *
 * @param type what they would be
 * @param detector name of the detector, such as {@code cn-mobile}
 * @param start first character of the folded text
 * @param end behind the last character
 * @param strength which of two overlapping readings wins, before confidence and length are
 *     compared: see {@link Strength}
 * @param terms what its confidence is the sum of
 */
public record Candidate(
    PiiType type, String detector, int start, int end, Strength strength, List<Term> terms) {
  private static final double PLACES = 1e6;

  /** Copies the list. */
  public Candidate {
    terms = List.copyOf(terms);
  }

  /** The sum of the terms, within 0 and 1, to six places: 0.6 and 0.3 are 0.9, not less. */
  public double confidence() {
    double sum = 0;
    for (int i = 0; i < terms.size(); i++) {
      sum += terms.get(i).weight();
    }
    return Math.round(Math.clamp(sum, 0.0, 1.0) * PLACES) / PLACES;
  }
}

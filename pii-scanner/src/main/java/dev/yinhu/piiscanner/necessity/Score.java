package dev.yinhu.piiscanner.necessity;

import java.util.List;

/**
 * How much of what is held is as it should be, from 0 to 100, with the terms that it comes from.
 * {@code 100 = points + what all terms lost}.
 *
 * @param points 100 when everything is needed, 0 when everything loses all its weight
 * @param terms one for each verdict that there is, the worst first
 */
public record Score(double points, List<Term> terms) {
  /** Copies the list. */
  public Score {
    terms = List.copyOf(terms);
  }

  /**
   * What one verdict contributes.
   *
   * @param verdict the verdict
   * @param count how many were judged so
   * @param weight the sum of their weights
   * @param loses which part of its weight this verdict loses
   * @param lost points lost: {@code 100 * weight * loses / sum of all weights}
   */
  public record Term(Verdict verdict, int count, double weight, double loses, double lost) {}
}

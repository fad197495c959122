package dev.yinhu.piiscanner.quality;

/**
 * Counts of one type.
 *
 * @param right found where it stands
 * @param wrong found where it does not stand
 * @param missed not found
 */
public record Score(int right, int wrong, int missed) {
  static final Score NONE = new Score(0, 0, 0);

  Score plus(Score other) {
    return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  /** Share of the findings that are right; 1 when there is none. */
  public double precision() {
    return right + wrong == 0 ? 1 : (double) right / (right + wrong);
  }

  /** Share of what stands there that is found; 1 when nothing does. */
  public double recall() {
    return right + missed == 0 ? 1 : (double) right / (right + missed);
  }

  /** Harmonic mean of both. */
  public double f1() {
    return right == 0 && wrong + missed > 0
        ? 0
        : 2 * precision() * recall() / (precision() + recall());
  }
}

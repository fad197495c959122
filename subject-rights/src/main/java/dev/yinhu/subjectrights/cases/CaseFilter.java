package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseType;
import java.util.Optional;

/**
 * Which cases to list.
 *
 * @param open only those that have not ended
 * @param type only of this type
 * @param state only in this state
 * @param caller only what this caller brought
 * @param most how many at most, from 1 to {@link #MOST}
 */
public record CaseFilter(
    boolean open,
    Optional<CaseType> type,
    Optional<CaseState> state,
    Optional<String> caller,
    int most) {
  /** How many may be asked for. */
  public static final int MOST = 1_000;

  /**
   * @throws IllegalArgumentException when {@code most} is out of bounds
   */
  public CaseFilter {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("from 1 to " + MOST + " cases are listed at a time");
    }
  }
}

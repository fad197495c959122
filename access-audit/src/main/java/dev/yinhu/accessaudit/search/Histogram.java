package dev.yinhu.accessaudit.search;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * How many matching entries were decided when. There is a step for every interval between the first
 * and the last match, also for those without any.
 *
 * @param matches entries that match
 * @param steps in the order of time
 * @param indexedTo entries below this index were searched
 */
public record Histogram(long matches, List<Step> steps, long indexedTo) {
  /** The most steps of one histogram. */
  public static final int MAX_STEPS = 2_000;

  public Histogram {
    steps = List.copyOf(steps);
  }

  /** How many entries were decided from a time up to the next step's. */
  public record Step(OffsetDateTime from, long count) {}
}

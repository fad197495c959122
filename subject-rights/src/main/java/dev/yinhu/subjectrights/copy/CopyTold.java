package dev.yinhu.subjectrights.copy;

import java.util.EnumMap;
import java.util.Map;

/** Counts how many values of a collection were told in which way. Not thread-safe. */
final class CopyTold {
  private final Map<CopiedCell.State, Long> counts = new EnumMap<>(CopiedCell.State.class);
  private long rows;

  void row(Iterable<CopiedCell> cells) {
    rows++;
    cells.forEach(cell -> counts.merge(cell.state(), 1L, Long::sum));
  }

  long rows() {
    return rows;
  }

  long of(CopiedCell.State state) {
    return counts.getOrDefault(state, 0L);
  }
}

package dev.yinhu.accessaudit.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a pruning would do, or did.
 *
 * @param from the boundary before
 * @param boundary the boundary after; the same when nothing is old enough
 * @param committedBefore what the policy lets go was committed before this moment
 * @param held how many entries from {@code from} to {@code boundary} are kept as copies
 * @param released how many copies below {@code from} nothing keeps any more
 * @param keptBy by which rule or hold how many entries are kept, those below {@code from} included;
 *     an entry may be kept by several
 * @param doubt what a pruning by hand takes of that, and an unattended one leaves
 * @param obstacles why it cannot be done now; empty when it can
 */
public record PruningPlan(
    long from,
    long boundary,
    Instant committedBefore,
    long held,
    long released,
    Map<String, Long> keptBy,
    Doubt doubt,
    List<String> obstacles) {
  public PruningPlan {
    keptBy = Map.copyOf(keptBy);
    obstacles = List.copyOf(obstacles);
  }

  /** How many entries go. */
  public long goes() {
    return boundary - from - held + released;
  }
}

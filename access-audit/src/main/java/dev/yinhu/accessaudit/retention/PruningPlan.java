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
 * @param pauses of the log: times without any entry, or in which the clock was set forward
 * @param doubted how many entries are old enough by the clock only, as those pauses were not lived
 *     through for certain: a pruning by hand takes them, an unattended one leaves them
 * @param obstacles why it cannot be done now; empty when it can
 */
public record PruningPlan(
    long from,
    long boundary,
    Instant committedBefore,
    long held,
    long released,
    Map<String, Long> keptBy,
    List<Pause> pauses,
    long doubted,
    List<String> obstacles) {
  public PruningPlan {
    keptBy = Map.copyOf(keptBy);
    pauses = List.copyOf(pauses);
    obstacles = List.copyOf(obstacles);
  }

  /** How many entries go. */
  public long goes() {
    return boundary - from - held + released;
  }
}

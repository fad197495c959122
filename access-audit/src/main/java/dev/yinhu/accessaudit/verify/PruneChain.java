package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the entries about pruning say together, in their order. An outcome counts when it is that of
 * an intent which stands before it and declares the same boundary, as whoever writes to the tables
 * could have the service state an outcome that nobody declared. And from one to the next, as many
 * copies are held as were, and were added, and were not let go. For one thread.
 */
final class PruneChain {
  /**
   * How many entries below the boundary are held, and which.
   *
   * @param number as the last outcome says; empty when it does not
   * @param hash over their indexes, as it says; empty when it does not
   * @param certain false when something behind it, or not proven yet, may have changed the number
   */
  record Held(Optional<Long> number, Optional<String> hash, boolean certain) {}

  private final long expectedBelow;
  private final long readFrom;
  private final boolean complete;
  private final boolean last;
  private final NavigableMap<Long, PruneEntry> said;
  private final NavigableMap<Long, PruneEntry> done = new TreeMap<>();
  private final NavigableMap<Long, PruneEntry> open = new TreeMap<>();
  private final NavigableMap<Long, String> wrong = new TreeMap<>();
  private final Set<Long> failed = new HashSet<>();
  private final Map<Long, Long> told = new HashMap<>();
  private Optional<Long> total = Optional.empty();

  /**
   * @param expectedBelow what lies below counts as declared
   * @param readFrom entries below this index may not have been read
   * @param complete true when all others were read; if not, nothing is missed
   * @param last false when more is said behind it
   */
  PruneChain(
      NavigableMap<Long, PruneEntry> said,
      long expectedBelow,
      long readFrom,
      boolean complete,
      boolean last) {
    this.said = said;
    this.expectedBelow = expectedBelow;
    this.readFrom = readFrom;
    this.complete = complete;
    this.last = last;
    said.forEach((index, entry) -> {
      switch (entry.phase()) {
        case INTENT -> open.put(index, entry);
        case FAILED -> failed(entry);
        case DONE -> done(index, entry);
      }
    });
  }

  private void failed(PruneEntry entry) {
    entry.intent().ifPresent(failed::add);
    close(entry);
  }

  private void close(PruneEntry entry) {
    open.entrySet().removeIf(begun -> entry.ends(begun.getKey(), begun.getValue()));
  }

  private void done(long index, PruneEntry entry) {
    Optional<String> fault = entry.intent().flatMap(intent -> fault(index, entry, intent));
    if (fault.isPresent()) {
      wrong.put(index, fault.get());
      return;
    }
    close(entry);
    // Told again after a run was broken off in its last step: the first one counts.
    if (entry.intent().map(intent -> told.putIfAbsent(intent, index)).isEmpty()) {
      done.put(index, entry);
      Optional<PruneEntry> begun = entry.intent().map(said::get);
      begun.flatMap(intent -> miscount(entry, intent)).ifPresent(why -> wrong.put(index, why));
      total = entry.total();
    }
  }

  /** Why an outcome is not that of the intent which it names. */
  private Optional<String> fault(long index, PruneEntry entry, long intent) {
    PruneEntry begun = said.get(intent);
    // An intent stands above the boundary that it declares, so it is there as long as it matters.
    boolean seen = (complete && intent >= readFrom) || intent < entry.below() || intent >= index;
    if (begun == null) {
      return seen ? Optional.of("no entry %d declares it".formatted(intent)) : Optional.empty();
    }
    if (intent >= index || begun.phase() != Phase.INTENT || begun.below() != entry.below()) {
      return Optional.of("the entry %d does not declare it".formatted(intent));
    }
    return failed.contains(intent) ? Optional.of("it failed, as is said before") : Optional.empty();
  }

  private Optional<String> miscount(PruneEntry entry, PruneEntry begun) {
    if (begun.held().isEmpty() || begun.released().isEmpty() || entry.released().isEmpty()) {
      return Optional.empty();
    }
    long gone = entry.released().get();
    if (gone < 0 || gone > begun.released().get()) {
      return Optional.of(
          "%d copies were let go, %d were declared".formatted(gone, begun.released().get()));
    }
    Optional<Long> before = begun.from().filter(from -> from == 0).map(_ -> 0L).or(() -> total);
    Optional<Long> wanted = before.map(number -> number + begun.held().get() - gone);
    return wanted
        .filter(number -> entry.total().filter(stated -> !stated.equals(number)).isPresent())
        .map(number ->
            "it states %d held entries, %d follow from what is said before"
                .formatted(entry.total().orElse(0L), number));
  }

  /** Outcomes that do not fit what was declared before, by their index. */
  SortedMap<Long, String> wrong() {
    return wrong;
  }

  /** What is declared about everything below an index. */
  Finding.Declared about(long index) {
    if (index <= expectedBelow || covers(done, index)) {
      return Finding.Declared.DONE;
    }
    return covers(open, index) ? Finding.Declared.BEGUN : Finding.Declared.NOT;
  }

  private static boolean covers(SortedMap<Long, PruneEntry> entries, long index) {
    return entries.values().stream().anyMatch(entry -> entry.below() >= index);
  }

  /** What the last outcome says about copies; empty when the log states none. */
  Optional<Held> held() {
    return Optional.ofNullable(done.lastEntry())
        .map(end -> {
          boolean certain = last && open.tailMap(end.getKey()).isEmpty();
          return new Held(end.getValue().total(), end.getValue().hash(), certain);
        });
  }
}

package dev.yinhu.piiscanner.necessity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What changed between two scans, by place, type and form. Comparing backwards tells the mirror
 * image: what appeared is gone, what grew shrank.
 */
public final class Drift {
  private final ScopeIndex before;
  private final ScopeIndex after;
  private final Map<Holding.Key, Holding> old = new LinkedHashMap<>();
  private final Map<Holding.Key, Holding> now = new LinkedHashMap<>();

  private final Map<HeldAt, List<Holding>> oldAt;
  private final Map<HeldAt, List<Holding>> nowAt;

  private Drift(Inventory before, Inventory after) {
    this.before = new ScopeIndex(before);
    this.after = new ScopeIndex(after);
    before.holdings().forEach(h -> old.put(h.key(), h));
    after.holdings().forEach(h -> now.put(h.key(), h));
    this.oldAt = byPlace(before);
    this.nowAt = byPlace(after);
  }

  /** The changes: those of the later scan's holdings first, then those that it did not see. */
  public static List<Change> between(Inventory before, Inventory after) {
    return new Drift(before, after).changes();
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Holding holding : now.values()) {
      Optional<Holding> earlier = Optional.ofNullable(old.get(holding.key()));
      if (earlier.isPresent()) {
        changes.add(compared(earlier.get(), holding));
      } else if (!isOtherSideOf(holding, oldAt, now, nowAt)) {
        changes.add(appeared(holding));
      }
    }
    for (Holding holding : old.values()) {
      if (!now.containsKey(holding.key()) && !isOtherSideOf(holding, nowAt, old, oldAt)) {
        changes.add(gone(holding));
      }
    }
    return changes;
  }

  private static Change compared(Holding before, Holding after) {
    Amount was = before.amount();
    Amount is = after.amount();
    boolean countable = was.isBounded() && is.isBounded();
    Interval earlier = countable ? was.values() : was.share();
    Interval later = countable ? is.values() : is.share();
    if (earlier.isBelow(later)) {
      return new Change.Grown(before, after);
    }
    return later.isBelow(earlier)
        ? new Change.Shrunk(before, after)
        : new Change.Same(before, after);
  }

  private Change appeared(Holding holding) {
    Optional<Holding> hidden = hiddenAt(holding, oldAt);
    if (hidden.isPresent()) {
      return new Change.NewlyPlaintext(hidden.get(), holding);
    }
    return doubt(before, holding.place())
        .<Change>map(doubt -> new Change.FirstSeen(holding, doubt))
        .orElseGet(() -> new Change.Appeared(holding));
  }

  private Change gone(Holding holding) {
    Optional<Holding> hidden = hiddenAt(holding, nowAt);
    if (hidden.isPresent()) {
      return new Change.NowHidden(holding, hidden.get());
    }
    return doubt(after, holding.place())
        .<Change>map(doubt -> new Change.NotSeen(holding, doubt))
        .orElseGet(() -> new Change.Gone(holding));
  }

  /** What hides, in the other scan, the values that this plaintext shows. */
  private static Optional<Holding> hiddenAt(Holding plaintext, Map<HeldAt, List<Holding>> other) {
    return plaintext.form() == Form.PLAINTEXT
        ? other.getOrDefault(plaintext.place(), List.of()).stream()
            .filter(h -> h.form() != Form.PLAINTEXT)
            .filter(h -> h.type().isEmpty() || h.type().equals(plaintext.type()))
            .findFirst()
        : Optional.empty();
  }

  /** Whether something hidden is told already with a plaintext that only the other scan saw. */
  private static boolean isOtherSideOf(
      Holding hidden,
      Map<HeldAt, List<Holding>> other,
      Map<Holding.Key, Holding> own,
      Map<HeldAt, List<Holding>> ownAt) {
    return hidden.form() != Form.PLAINTEXT
        && other.getOrDefault(hidden.place(), List.of()).stream()
            .filter(h -> !own.containsKey(h.key()))
            .anyMatch(h -> hiddenAt(h, ownAt).filter(hidden::equals).isPresent());
  }

  private static Map<HeldAt, List<Holding>> byPlace(Inventory inventory) {
    return inventory.holdings().stream().collect(Collectors.groupingBy(Holding::place));
  }

  private static Optional<Change.Doubt> doubt(ScopeIndex scan, HeldAt place) {
    if (scan.isUnread(place)) {
      return Optional.of(Change.Doubt.NOT_READ);
    }
    Optional<Reach> reach = scan.reachOf(place);
    if (reach.isEmpty() || reach.get() == Reach.CHANGED) {
      return Optional.of(Change.Doubt.NOT_LOOKED_AT);
    }
    return reach.get() == Reach.SAMPLED ? Optional.of(Change.Doubt.SAMPLED) : Optional.empty();
  }
}

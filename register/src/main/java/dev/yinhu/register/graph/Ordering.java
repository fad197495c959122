package dev.yinhu.register.graph;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts collections into an order in which none comes before those that it waits for: depth first
 * search (Cormen et al., Introduction to Algorithms, Topological sort), in the order of declaration
 * where that is free. Used once.
 */
final class Ordering {
  private final Map<CollectionName, Set<CollectionName>> waitsFor = new LinkedHashMap<>();
  private final Set<CollectionName> placed = new LinkedHashSet<>();

  /** From where the search began to where it is, each with those that it still waits for. */
  private final LinkedHashMap<CollectionName, Iterator<CollectionName>> path =
      new LinkedHashMap<>();

  Ordering(Collection<CollectionName> all) {
    all.forEach(name -> waitsFor.put(name, new LinkedHashSet<>()));
  }

  /** Has the one come after the other; those that are not among all, and itself, do not count. */
  void comesAfter(CollectionName later, CollectionName earlier) {
    Set<CollectionName> waits = waitsFor.get(later);
    if (waits != null && waitsFor.containsKey(earlier) && !later.equals(earlier)) {
      waits.add(earlier);
    }
  }

  /** The same, unless it was said before that it is the other way round. */
  void comesAfterUnlessBefore(CollectionName later, CollectionName earlier) {
    if (!waitsFor.getOrDefault(earlier, Set.of()).contains(later)) {
      comesAfter(later, earlier);
    }
  }

  /** The collections that wait for each other; empty when there is an order. */
  Optional<List<CollectionName>> circle() {
    for (CollectionName name : waitsFor.keySet()) {
      Optional<List<CollectionName>> circle = place(name);
      if (circle.isPresent()) {
        return circle;
      }
    }
    return Optional.empty();
  }

  /** The order, after it is known that there is one. */
  List<CollectionName> order() {
    return List.copyOf(placed);
  }

  /** With a path of its own and not the stack of the thread, which a long chain would use up. */
  private Optional<List<CollectionName>> place(CollectionName first) {
    if (!placed.contains(first)) {
      enter(first);
    }
    while (!path.isEmpty()) {
      Map.Entry<CollectionName, Iterator<CollectionName>> last = path.lastEntry();
      if (!last.getValue().hasNext()) {
        path.remove(last.getKey());
        placed.add(last.getKey());
        continue;
      }
      CollectionName earlier = last.getValue().next();
      if (path.containsKey(earlier)) {
        return Optional.of(path.keySet().stream().dropWhile(n -> !n.equals(earlier)).toList());
      }
      if (!placed.contains(earlier)) {
        enter(earlier);
      }
    }
    return Optional.empty();
  }

  private void enter(CollectionName name) {
    path.put(name, waitsFor.getOrDefault(name, Set.of()).iterator());
  }
}

package dev.yinhu.piiscanner.necessity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a scan looked at and could not read, found by hash: a place asks for itself, its collection
 * and its store, however many scopes there are.
 */
final class ScopeIndex {
  private final Map<Scope, Reach> looked = new HashMap<>();
  private final Set<Scope> unread = new HashSet<>();

  ScopeIndex(Inventory inventory) {
    inventory
        .looked()
        .forEach(l -> looked.merge(l.scope(), l.reach(), (a, b) -> a.compareTo(b) <= 0 ? a : b));
    inventory.unread().forEach(u -> unread.add(u.scope()));
  }

  /** Whether the place could not be read. */
  boolean isUnread(HeldAt place) {
    return around(place).anyMatch(unread::contains);
  }

  /** How much of the place was read, the most where scopes overlap; empty when it was not. */
  Optional<Reach> reachOf(HeldAt place) {
    return isUnread(place)
        ? Optional.empty()
        : around(place)
            .flatMap(scope -> Optional.ofNullable(looked.get(scope)).stream())
            .min(Reach::compareTo);
  }

  private static Stream<Scope> around(HeldAt place) {
    return Stream.of(
            Scope.of(place),
            Scope.collection(place.store(), place.collection()),
            Scope.store(place.store()))
        .distinct();
  }
}

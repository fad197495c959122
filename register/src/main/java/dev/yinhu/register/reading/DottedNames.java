package dev.yinhu.register.reading;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks references to dotted keys. An unknown key below a known one is accepted with a warning and
 * takes after it, because taxonomies grow; but not when a sibling has almost the same name, which
 * is a slip of the pen.
 */
final class DottedNames {
  private static final int SLIP = 2;

  /** Nothing longer is a key; keeps the search above it from running long. */
  private static final int LONGEST = 200;

  private final String what;
  private final ProblemCode unknown;
  private final ProblemCode inherited;
  private final int leastParts;
  private final Set<String> known;

  /** An unknown key takes after a known one of at least so many parts. */
  DottedNames(
      String what,
      ProblemCode unknown,
      ProblemCode inherited,
      int leastParts,
      Collection<String> known) {
    this.what = what;
    this.unknown = unknown;
    this.inherited = inherited;
    this.leastParts = leastParts;
    this.known = Set.copyOf(known);
  }

  boolean accepts(YamlText name) {
    if (known.contains(name.value())) {
      return true;
    }
    Optional<String> above =
        name.value().length() > LONGEST ? Optional.empty() : nearestAbove(name.value());
    if (above.isEmpty() || isSlip(name.value())) {
      tellUnknown(name);
      return false;
    }
    String message = what + " " + name.quoted() + " is not known and taken as '" + above.get();
    name.problems().add(inherited, name.place(), message + "': declare it if it differs");
    return true;
  }

  private void tellUnknown(YamlText name) {
    String suggestion = name.problems().suggestion(name.value(), known);
    String advice = suggestion.isEmpty() ? ": declare it or correct the key" : suggestion;
    String message = "no " + what + " " + name.quoted() + " is known" + advice;
    name.problems().add(unknown, name.place(), message);
  }

  private Optional<String> nearestAbove(String key) {
    String above = parent(key);
    while (!above.isEmpty() && !known.contains(above)) {
      above = parent(above);
    }
    int parts = List.of(above.split("\\.", -1)).size();
    return above.isEmpty() || parts < leastParts ? Optional.empty() : Optional.of(above);
  }

  private boolean isSlip(String key) {
    return known.stream()
        .filter(name -> Math.abs(name.length() - key.length()) <= SLIP)
        .filter(name -> parent(name).equals(parent(key)))
        .anyMatch(name -> NearestName.distance(name, key) <= SLIP);
  }

  private static String parent(String key) {
    int dot = key.lastIndexOf('.');
    return dot < 0 ? "" : key.substring(0, dot);
  }
}

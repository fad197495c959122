package dev.yinhu.register.reading;

import dev.yinhu.register.Quote;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Things of one kind by name: tells the second of a name, and names that nothing bears. */
final class Declared<T> {
  private final String what;
  private final ProblemCode unknown;
  private final Map<String, T> values = new LinkedHashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  Declared(String what, ProblemCode unknown) {
    this.what = what;
    this.unknown = unknown;
  }

  /** Adds the thing, unless one of that name is there already. */
  void add(YamlText name, T value) {
    add(name.value(), name.place(), value, name.problems());
  }

  void add(String name, Place place, T value, Problems problems) {
    if (values.putIfAbsent(name, value) == null) {
      places.put(name, place);
      return;
    }
    Place earlier = places.getOrDefault(name, place);
    problems.add(
        ProblemCode.DUPLICATE,
        place,
        what
            + " "
            + Quote.of(name)
            + " is declared at "
            + earlier.seenFrom(place)
            + " already"
            + ": rename or remove one of the two");
  }

  Optional<T> find(YamlText name) {
    T value = values.get(name.value());
    if (value == null) {
      name.problems().add(unknown, name.place(), missing(name));
    }
    return Optional.ofNullable(value);
  }

  /** A view in the order of declaration. */
  Collection<T> values() {
    return Collections.unmodifiableCollection(values.values());
  }

  /** The thing of that name, without telling when there is none. */
  Optional<T> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Where the thing of that name is declared. */
  Optional<Place> place(String name) {
    return Optional.ofNullable(places.get(name));
  }

  private String missing(YamlText name) {
    String suggestion = name.problems().suggestion(name.value(), values.keySet());
    String advice = suggestion.isEmpty() ? ": declare it or correct the name" : suggestion;
    return "no " + what + " " + name.quoted() + " is declared" + advice;
  }
}

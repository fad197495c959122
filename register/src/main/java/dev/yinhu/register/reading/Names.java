package dev.yinhu.register.reading;

import dev.yinhu.register.FieldRef;
import java.util.Optional;

/** Reads the names under which things are declared. */
final class Names {
  private Names() {}

  /** The name, or a placeholder so that what stands below a nameless thing is still checked. */
  static YamlText identifier(YamlMap map, String key, String what) {
    Optional<YamlText> name = map.required(key, what);
    boolean good = name.flatMap(n -> n.as(FieldRef::part)).isPresent();
    return good ? name.orElseThrow() : placeholder(map);
  }

  /** As {@link #identifier}, for Fides keys that are never part of a field reference. */
  static YamlText key(YamlMap map, String what) {
    return map.required("fides_key", what).orElseGet(() -> placeholder(map));
  }

  private static YamlText placeholder(YamlMap map) {
    Place place = map.place();
    String name = "unnamed-" + place.line() + "-" + place.column();
    return new YamlText(name, place, map.problems());
  }
}

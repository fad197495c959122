package dev.yinhu.piiscanner.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checks by the names that rule files give. Immutable. */
public final class Checks {
  private final Map<String, Check> byName;

  private Checks(Map<String, Check> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** The checks that ship with us. */
  public static Checks standard() {
    return new Checks(Map.of("luhn", Luhn::passes));
  }

  /** The names, in no order. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The check of this name. */
  public Optional<Check> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}

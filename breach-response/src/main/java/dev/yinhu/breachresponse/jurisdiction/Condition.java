package dev.yinhu.breachresponse.jurisdiction;

import java.util.Set;

/**
 * When a duty holds: at least so many of each, at least that level, with all of some circumstances
 * and none of others.
 */
public record Condition(
    long persons,
    long sensitive,
    long minors,
    long euPersons,
    CacLevel level,
    Set<Circumstance> with,
    Set<Circumstance> without) {
  /** Copies the sets. */
  public Condition {
    with = Set.copyOf(with);
    without = Set.copyOf(without);
  }

  /** Whether it does on these facts. */
  public boolean holds(Facts facts) {
    return facts.persons() >= persons
        && facts.sensitive() >= sensitive
        && facts.minors() >= minors
        && facts.euPersons() >= euPersons
        && facts.level().compareTo(level) >= 0
        && facts.circumstances().containsAll(with)
        && without.stream().noneMatch(facts.circumstances()::contains);
  }
}

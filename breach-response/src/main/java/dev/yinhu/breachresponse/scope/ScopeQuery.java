package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.EntrySubjects;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.Operation;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which accesses belong to an incident. A set that is empty restricts nothing; between the sets all
 * must fit.
 *
 * @param from decided at this time or later
 * @param until decided before this time
 * @param callers names of callers
 * @param actors codes of members of staff in whose name callers asked
 * @param purposes keys of purposes
 * @param operations operations
 * @param outcomes what became of the values; by itself {@link #DISCLOSED}
 * @param fields names of fields, or of compound indexes
 * @param categories with what lies under them, by the version of the register that decided
 * @param only references of the persons that alone count
 * @param without references of persons that do not count
 * @param form what leaked
 */
public record ScopeQuery(
    Optional<Instant> from,
    Optional<Instant> until,
    SortedSet<String> callers,
    SortedSet<String> actors,
    SortedSet<String> purposes,
    Set<Operation> operations,
    SortedSet<String> outcomes,
    SortedSet<String> fields,
    SortedSet<CategoryKey> categories,
    SortedSet<String> only,
    SortedSet<String> without,
    LeakedForm form) {
  /** The outcomes by which a caller saw something of a value. */
  public static final SortedSet<String> DISCLOSED =
      Collections.unmodifiableSortedSet(new TreeSet<>(Set.of("clear", "masked")));

  /** Everything that anybody ever saw. */
  public static final ScopeQuery EVERYTHING =
      new ScopeQuery(
          Optional.empty(),
          Optional.empty(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          Set.of(),
          DISCLOSED,
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          LeakedForm.CLEAR);

  /** The most persons that are named one by one. */
  public static final int MOST_PERSONS = 10_000;

  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException when the window is empty, no outcome is named, a person is not
   *     named by a reference, or too many are
   */
  public ScopeQuery {
    callers = sorted(callers);
    actors = sorted(actors);
    purposes = sorted(purposes);
    Set<Operation> some = EnumSet.noneOf(Operation.class);
    some.addAll(operations);
    operations = Collections.unmodifiableSet(some);
    outcomes = sorted(outcomes);
    fields = sorted(fields);
    categories = sorted(categories);
    only = persons(only);
    without = persons(without);
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException("the window of a scope ends after it begins");
    }
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("a scope names at least one outcome");
    }
  }

  private static <T extends Comparable<T>> SortedSet<T> sorted(Set<T> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }

  private static SortedSet<String> persons(Set<String> references) {
    if (references.size() > MOST_PERSONS
        || !references.stream().allMatch(EntrySubjects::isReference)) {
      throw new IllegalArgumentException(
          "persons of a scope are named by their references, at most " + MOST_PERSONS);
    }
    return sorted(references);
  }

  /** The same within a window. */
  public ScopeQuery within(Instant first, Instant end) {
    return new ScopeQuery(
        Optional.of(first),
        Optional.of(end),
        callers,
        actors,
        purposes,
        operations,
        outcomes,
        fields,
        categories,
        only,
        without,
        form);
  }

  /** The same of these callers only. */
  public ScopeQuery of(Set<String> named) {
    return new ScopeQuery(
        from,
        until,
        new TreeSet<>(named),
        actors,
        purposes,
        operations,
        outcomes,
        fields,
        categories,
        only,
        without,
        form);
  }

  /** Sizes and codes only: references of persons are not shown. */
  @Override
  public String toString() {
    return "ScopeQuery[%s to %s, callers %s, purposes %s, %d and %d persons named]"
        .formatted(from, until, callers, purposes, only.size(), without.size());
  }
}

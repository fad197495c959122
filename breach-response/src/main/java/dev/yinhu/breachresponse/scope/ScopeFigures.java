package dev.yinhu.breachresponse.scope;

import dev.yinhu.breachresponse.severity.Counts;
import dev.yinhu.register.CategoryKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a query found. Persons are counted exactly, each once.
 *
 * @param persons different persons
 * @param records values; a person may have several, and some belong to nobody
 * @param recordsAtMost whether there may be fewer values: persons were left out of items of which
 *     the log does not say how many values each has
 * @param sensitivePersons different persons of whom sensitive data were seen
 * @param sensitiveRecords values of sensitive categories
 * @param minors how many of the persons are minors
 * @param minorsUnknown of how many that is not known
 * @param entries accesses that belong to it
 * @param unreadable entries of the window that this release cannot read, and items with persons
 *     that have no reference's form: there may be more than was counted
 * @param pruned entries that were removed from the log and may have belonged to it
 * @param unintelligible whether what leaked was ciphertext whose key is safe
 * @param keyDoubt where ciphertext leaked and that is not so, a code of why not
 * @param fields by field
 * @param categories by category; a value of a field of two categories counts in both
 * @param callers by caller
 * @param days by day of the platform's zone
 */
public record ScopeFigures(
    long persons,
    long records,
    boolean recordsAtMost,
    long sensitivePersons,
    long sensitiveRecords,
    long minors,
    long minorsUnknown,
    long entries,
    long unreadable,
    long pruned,
    boolean unintelligible,
    Optional<String> keyDoubt,
    List<Tally> fields,
    List<Tally> categories,
    List<Tally> callers,
    List<Tally> days) {
  /** Copies the lists. */
  public ScopeFigures {
    fields = List.copyOf(fields);
    categories = List.copyOf(categories);
    callers = List.copyOf(callers);
    days = List.copyOf(days);
  }

  /** Whether there may be more than was counted. */
  public boolean atLeast() {
    return unreadable > 0 || pruned > 0;
  }

  /** What severity is judged by. */
  public Counts counts() {
    Map<CategoryKey, Long> byCategory = new TreeMap<>();
    categories.forEach(each -> byCategory.put(new CategoryKey(each.key()), each.records()));
    return new Counts(persons, records, sensitivePersons, atLeast(), unintelligible, byCategory);
  }
}

package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.CategoryKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a scope that severity is judged by.
 *
 * @param persons different persons
 * @param records values that leaked; one person may have several
 * @param sensitivePersons different persons of whom sensitive data leaked
 * @param atLeast whether there may be more than these
 * @param unintelligible whether what leaked was ciphertext whose key is safe
 * @param recordsByCategory values by category
 */
public record Counts(
    long persons,
    long records,
    long sensitivePersons,
    boolean atLeast,
    boolean unintelligible,
    Map<CategoryKey, Long> recordsByCategory) {
  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException when a figure is below zero, or more persons have sensitive
   *     data than there are
   */
  public Counts {
    recordsByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(recordsByCategory));
    if (persons < 0
        || records < 0
        || sensitivePersons < 0
        || sensitivePersons > persons
        || recordsByCategory.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("the figures of a scope are not below zero, and fit");
    }
  }
}

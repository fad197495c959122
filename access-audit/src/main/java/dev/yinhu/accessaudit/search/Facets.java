package dev.yinhu.accessaudit.search;

import java.util.List;

/**
 * How many entries match, and how many of them have which value.
 *
 * @param matches entries that match
 * @param facets by attribute, in the order asked for
 * @param indexedTo entries below this index were searched
 */
public record Facets(long matches, List<Facet> facets, long indexedTo) {
  public Facets {
    facets = List.copyOf(facets);
  }

  /**
   * The values of one attribute.
   *
   * @param values the most frequent ones, equal counts in the order of their text
   * @param distinct how many values there are in all
   */
  public record Facet(Attribute attribute, List<Value> values, int distinct) {
    public Facet {
      values = List.copyOf(values);
    }
  }

  /** One value and in how many matching entries it stands. */
  public record Value(String value, long count) {}
}

package dev.yinhu.register.graph;

import dev.yinhu.register.FieldRef;

/**
 * A collection by the names of the register.
 *
 * @param dataset key of the dataset
 * @param collection name within it
 */
public record CollectionName(String dataset, String collection)
    implements Comparable<CollectionName> {
  /** The collection of a field. */
  public static CollectionName of(FieldRef field) {
    return new CollectionName(field.dataset(), field.collection());
  }

  /** As it is written: {@code dataset.collection}. */
  public String text() {
    return dataset + "." + collection;
  }

  @Override
  public int compareTo(CollectionName other) {
    return text().compareTo(other.text());
  }

  @Override
  public String toString() {
    return text();
  }
}

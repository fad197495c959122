package dev.yinhu.register.graph;

import dev.yinhu.register.FieldRef;

/** A way by which a person's rows in a collection are found. */
public sealed interface Reach {
  /** The column of the collection that is compared. */
  FieldRef column();

  /**
   * The column holds the platform's id of the person.
   *
   * @param column that column
   */
  record BySubject(FieldRef column) implements Reach {}

  /**
   * The column holds what a column of rows holds that are found before.
   *
   * @param column that of this collection
   * @param source that of the collection which is read first
   */
  record ByReference(FieldRef column, FieldRef source) implements Reach {}
}

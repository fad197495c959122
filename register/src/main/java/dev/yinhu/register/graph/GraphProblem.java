package dev.yinhu.register.graph;

import java.util.List;

/** Why a person's data cannot be followed everywhere. */
public sealed interface GraphProblem {
  /** Where to tell it. */
  CollectionName where();

  /**
   * Nothing leads from a person to the rows of a collection that holds personal data.
   *
   * @param where the collection
   */
  record Unreachable(CollectionName where) implements GraphProblem {}

  /**
   * Collections hold personal data, but no column anywhere holds the platform's id of a person, as
   * in a manifest that was written for another tool: nothing can be found for anybody.
   *
   * @param where the first of them
   */
  record NoPersonId(CollectionName where) implements GraphProblem {}

  /**
   * The collections wait for each other.
   *
   * @param order in which order: {@code read} or {@code erase}
   * @param circle those on the circle, each waiting for the next and the last for the first
   */
  record Circle(String order, List<CollectionName> circle) implements GraphProblem {
    /** Copies the list. */
    public Circle {
      circle = List.copyOf(circle);
    }

    @Override
    public CollectionName where() {
      return circle.getFirst();
    }
  }
}

package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.PartColumn;
import java.io.Serializable;
import java.util.List;

/**
 * A column that holds values: one of the table's own, or one within its structs, arrays and maps.
 *
 * @param name as Spark writes it: parts joined by dots, a part with other characters than letters,
 *     digits and underscores between backticks
 * @param typeName Spark's word for its type
 * @param names what tells of its values, nearest first
 * @param read whether its type can hold personal data
 * @param steps the way from the row
 */
record Leaf(String name, String typeName, List<String> names, boolean read, List<Step> steps)
    implements Serializable {
  Leaf {
    names = List.copyOf(names);
    steps = List.copyOf(steps);
  }

  /** Whether a row may hold many values of it. */
  boolean repeated() {
    return steps.stream().anyMatch(step -> !(step instanceof Step.Field));
  }

  PartColumn column() {
    return new PartColumn(name, typeName, read, names);
  }
}

package dev.yinhu.register;

import java.util.List;

/**
 * What makes a person's deletion wait: rows of theirs in a collection that are still being dealt
 * with, such as an order on its way.
 *
 * @param field the field that tells how far a row is
 * @param values what it holds while the deletion waits, at least one
 * @param reason a stable code that the person is told the reason by, such as {@code open-order}
 */
public record Deferral(FieldRef field, List<String> values, String reason) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when it is empty, or the reason is no word of lower case
   *     letters
   */
  public Deferral {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a deferral names at least one value");
    }
    if (!reason.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException(
          "a reason is a word of lower case letters, digits and '-', at most 64 characters");
    }
  }
}

package dev.yinhu.register.graph;

import dev.yinhu.register.DeclaredCollection;
import java.util.List;

/**
 * A collection that holds personal data.
 *
 * @param name its name
 * @param declared what the register says of it
 * @param reaches the ways by which a person's rows are found, at least one; a row found by any of
 *     them is theirs
 */
public record Node(CollectionName name, DeclaredCollection declared, List<Reach> reaches) {
  /** Copies the list. */
  public Node {
    reaches = List.copyOf(reaches);
  }
}

package dev.yinhu.register.graph;

import dev.yinhu.register.DeclaredDataset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The collections that hold personal data, how a person's rows in each are found, and the orders in
 * which they are read and erased.
 *
 * <p>A collection counts when one of its fields has a category below {@code user} or names a
 * subject; {@code skip_processing} leaves it out. Its rows are found by the columns that its fields
 * name as {@code subject}, by a field with identity {@code user_id}, and else by references, or
 * another identity that fields of two collections hold, breadth first from those that are found
 * already. Immutable.
 */
public final class DataGraph {
  private final Map<CollectionName, Node> nodes;
  private final List<Node> reading;
  private final List<Node> erasing;
  private final List<GraphProblem> problems;

  DataGraph(
      Map<CollectionName, Node> nodes,
      List<Node> reading,
      List<Node> erasing,
      List<GraphProblem> problems) {
    this.nodes = nodes;
    this.reading = reading;
    this.erasing = erasing;
    this.problems = List.copyOf(problems);
  }

  /** Derives it. */
  public static DataGraph of(List<DeclaredDataset> datasets) {
    return new Derivation(datasets).graph();
  }

  /** Collections in the order in which a person's rows are read: what leads there comes first. */
  public List<Node> reading() {
    return reading;
  }

  /**
   * The same in the order in which they are erased: what was found through others comes before
   * these, so that it can be found again, and what holds a reference before what it refers to;
   * {@code erase_after} of the register goes before both. Empty when there are {@link #problems}.
   */
  public List<Node> erasing() {
    return erasing;
  }

  /** The collection of that name, when it holds personal data that can be found. */
  public Optional<Node> node(CollectionName name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** Why it is not whole; empty when it is. */
  public List<GraphProblem> problems() {
    return problems;
  }
}

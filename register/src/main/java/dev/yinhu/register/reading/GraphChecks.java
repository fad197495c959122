package dev.yinhu.register.reading;

import dev.yinhu.register.DeclaredDataset;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.GraphProblem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a person's data can be followed into every collection that holds any. */
final class GraphChecks {
  private final Problems problems;
  private final FieldLinks links;

  GraphChecks(Problems problems, FieldLinks links) {
    this.problems = problems;
    this.links = links;
  }

  void check(List<DeclaredDataset> datasets) {
    DataGraph.of(datasets).problems().forEach(this::tell);
  }

  private void tell(GraphProblem problem) {
    Place place = links.collectionPlace(problem.where().text()).orElseThrow();
    switch (problem) {
      case GraphProblem.Unreachable(CollectionName name) ->
          problems.add(
              ProblemCode.COLLECTION_UNREACHABLE,
              place,
              "collection '"
                  + name
                  + "' holds personal data, but nothing leads from a person to its rows, so they"
                  + " would be missing from every copy and deletion: name the column with the"
                  + " person's id (yinhu.subject), or refer to a field of a collection that is"
                  + " found (fides_meta.references)"
                  + ", or leave it out on purpose (fides_meta.skip_processing: true)");
      case GraphProblem.NoPersonId _ ->
          problems.add(
              ProblemCode.NO_PERSON_ID,
              place,
              "no collection names the column with the person's id, so nobody's request for a copy"
                  + " or deletion can be carried out: add yinhu.subject");
      case GraphProblem.Circle(String order, List<CollectionName> circle) ->
          problems.add(
              ProblemCode.COLLECTION_CIRCLE,
              place,
              "there is no order in which to "
                  + order
                  + " these collections, as each waits for the next: "
                  + Stream.concat(circle.stream(), circle.stream().limit(1))
                      .map(CollectionName::text)
                      .collect(Collectors.joining(" → "))
                  + ": remove one of the references, or turn its direction");
    }
  }
}

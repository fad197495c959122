package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.About;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.Stores;
import java.util.List;
import java.util.Optional;

/** Where the fields stand that a correction reaches, by one register. For one thread. */
final class FieldPlaces {
  private final Register register;
  private final DataGraph graph;
  private final Stores stores;

  FieldPlaces(Register register, Stores stores) {
    this.register = register;
    this.graph = DataGraph.of(register.datasets());
    this.stores = stores;
  }

  /** The collections with personal data, in the order in which they are read. */
  List<Node> nodes() {
    return graph.reading();
  }

  /** The connector of the collection's store. */
  Optional<StoreConnector> store(Node node) {
    return stores.of(node.name().dataset());
  }

  /** The field's place; a code where this machine changes nothing there. */
  Answer<FieldPlace> of(FieldRef ref) {
    Optional<DeclaredField> field = register.field(ref);
    Optional<Node> node = graph.node(CollectionName.of(ref));
    if (field.isEmpty() || node.isEmpty()) {
      return new Answer.Failed<>("no-such-field");
    }
    Optional<String> code = fixed(node.get(), field.get());
    Optional<StoreConnector> store = store(node.get());
    if (code.isPresent() || store.isEmpty()) {
      return new Answer.Failed<>(code.orElse("no-connector"));
    }
    boolean everyRow = !register.sameAs(ref).isEmpty();
    return new Answer.Known<>(new FieldPlace(field.get(), node.get(), store.get(), everyRow));
  }

  /** The other fields that hold the same thing of the person. */
  List<FieldRef> copies(FieldRef ref) {
    return register.sameAs(ref).stream().map(DeclaredField::ref).toList();
  }

  /** What is nobody's to change by a request, or not by this machine. */
  private Optional<String> fixed(Node node, DeclaredField field) {
    boolean identifies =
        field.primaryKey()
            || !field.references().isEmpty()
            || node.declared().fields().stream()
                .anyMatch(other -> other.subject().filter(field.ref()::equals).isPresent())
            || graph.reading().stream().anyMatch(other -> leadsTo(field.ref(), other));
    if (identifies) {
      return Optional.of("identifies-rows");
    }
    if (field.about() == About.OTHER) {
      return Optional.of("of-somebody-else");
    }
    return StoredValues.hindrance(node.declared(), field);
  }

  /** Rows that are found by what stands in the field would not be found any more. */
  private static boolean leadsTo(FieldRef field, Node node) {
    return node.reaches().stream()
        .anyMatch(reach ->
            switch (reach) {
              case Reach.BySubject(FieldRef column) -> column.equals(field);
              case Reach.ByReference(FieldRef column, FieldRef source) ->
                  column.equals(field) || source.equals(field);
            });
  }
}

package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a field stands and how it is reached.
 *
 * @param everyRow whether each row of the person holds the same thing by the register
 */
record FieldPlace(DeclaredField field, Node node, StoreConnector store, boolean everyRow) {
  /** How many rows of the person are to hold the value; a code where that is not for us to say. */
  Answer<Long> rows(SubjectId person) {
    return switch (store.count(node, person)) {
      case Answer.Known<Long>(Long rows) when rows > 1 && !everyRow ->
          new Answer.Failed<>("several-rows");
      case Answer.Known<Long> known -> known;
      case Answer.Failed<Long> failed -> failed;
    };
  }

  /** The code by which a write would fail, as far as that can be known beforehand. */
  Optional<String> hindrance(SubjectId person) {
    Map<FieldRef, Optional<String>> nothing = new HashMap<>();
    nothing.put(field.ref(), Optional.of("-"));
    StoredValues.columns(field).values().forEach(column -> nothing.put(column, Optional.of("-")));
    return store.cannotSet(node, person, nothing);
  }
}
